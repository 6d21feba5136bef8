/// The programs of one interface, as descriptors that live as long as their object.
struct ForwardingPrograms {
    /// For packets that arrive.
    var ingress: Int32
    /// For packets that leave.
    var egress: Int32

    /// Finds the programs for interfaces of `kind`.
    init(for kind: ForwardingInterfaceKind, in object: borrowing ForwardingObject) throws(ForwardingPlaneError) {
        ingress = try object.program(kind.programName)
        egress = try object.program(kind.egressProgramName)
    }
}
