import CBPF

/// Programs of one interface, as descriptors that live as long as their object.
struct ForwardingPrograms {
    /// For packets that arrive.
    var ingress: Int32?
    /// For packets that leave.
    var egress: Int32?
    /// Whether they see a packet before any other program that is there now.
    var comeFirst = false

    /// Programs of a mobile node, which come before all others.
    init(mobileIngress: Int32? = nil, mobileEgress: Int32? = nil) {
        ingress = mobileIngress
        egress = mobileEgress
        comeFirst = true
    }

    /// The program of each direction that has one.
    var all: [(program: Int32, direction: haos_direction)] {
        [ingress.map { ($0, haos_ingress) }, egress.map { ($0, haos_egress) }].compactMap { $0 }
    }

    /// Finds the programs for interfaces of `kind`.
    init(for kind: ForwardingInterfaceKind, in plane: ForwardingPlane) throws(ForwardingPlaneError) {
        ingress = try plane.program(kind.programName)
        egress = try plane.program(kind.egressProgramName)
    }
}
