/// Programs that are not loaded before an interface needs them: few machines have interfaces of every kind, and the
/// verifier takes its time for each.
final class LateProgram {
    private let object: ForwardingObject
    private let name: String

    /// Loads a program that shares the maps of `other`.
    init(_ name: String, sharing other: borrowing ForwardingObject) throws(ForwardingPlaneError) {
        object = try ForwardingObject([name], of: .forwarding, sharing: other)
        self.name = name
    }

    /// Its descriptor, valid while the value lives.
    func descriptor() throws(ForwardingPlaneError) -> Int32 { try object.program(name) }
}

extension ForwardingPlane {
    /// The descriptor of a program, valid while the plane lives; the program is loaded if it is not yet.
    func program(_ name: String) throws(ForwardingPlaneError) -> Int32 {
        if let program = try? object.program(name) { return program }
        if let program = latePrograms[name] { return try program.descriptor() }
        let program = try LateProgram(name, sharing: object)
        latePrograms[name] = program
        return try program.descriptor()
    }
}
