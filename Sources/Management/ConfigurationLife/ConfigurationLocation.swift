/// Where a configuration comes from, or goes to.
enum ConfigurationLocation: Hashable, Sendable {
    /// What is in force.
    case running
    /// A file.
    case stored(StoredFile)

    static let startup = ConfigurationLocation.stored(.startup)
}

extension ConfigurationLocation: CustomStringConvertible {
    /// As an operator writes it.
    var description: String {
        switch self {
        case .running: "running-config"
        case .stored(.startup): "startup-config"
        case .stored(.former): "former configuration"
        case .stored(.named(let name)): name.text
        }
    }
}

extension ConfigurationLocation {
    /// What is in the file that this is.
    ///
    /// - Throws: `refused` if there is nothing.
    func octets(of file: StoredFile, _ router: any ManagedRouter) throws(CommandFailure) -> [UInt8] {
        let octets = try CommandFailure.refusing { () throws(Refusal) in try router.files.read(file) }
        guard let octets, !octets.isEmpty || file != .startup else {
            throw CommandFailure(
                .refused, reason: file == .startup ? "No startup-config was saved." : "There is no file \(self).")
        }
        return octets
    }
}
