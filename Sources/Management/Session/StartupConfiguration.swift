/// The configuration that the router starts with.
enum StartupConfiguration {
    /// - Throws: `refused` if there is none, or none that could be started with.
    static func read(_ router: any ManagedRouter) throws(CommandFailure) -> Configuration {
        let octets = try CommandFailure.refusing { () throws(Refusal) in try router.startupConfiguration() }
        guard let octets else { throw CommandFailure(.refused, reason: "No startup-config was saved.") }
        do {
            return try ConfigurationFile.parse(octets)
        } catch {
            let lines = error.diagnostics.compactMap(\.lineNumber).prefix(5).map { String($0) }
            throw CommandFailure(
                .refused, reason: "The startup-config has errors in lines \(lines.joined(separator: ", ")).")
        }
    }
}
