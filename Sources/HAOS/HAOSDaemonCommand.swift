import ArgumentParser
import Foundation
import Linux
import Management

/// `haosd`: the command line.
@main
struct HAOSDaemonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "haosd", abstract: "A Mobile IPv6 home agent, run like a router.",
        discussion: """
            Runs in the foreground, in the network namespace it is started in, and logs to standard error. \
            Operate it with haosh.
            """,
        version: Version.current)

    @Option(help: "The configuration that takes effect at the start.")
    var startupConfig = "/etc/haos/startup-config"

    @Option(help: "Where the daemon keeps what it must remember. One daemon a directory.")
    var stateDirectory = "/var/lib/haos"

    @Option(help: "The Unix socket that haosh connects to.")
    var controlSocket = "/run/haos/control"

    @Option(help: "The Unix socket of strongSwan, for `ipsec ikev2`.")
    var strongswanSocket = "/var/run/charon.vici"

    @Flag(help: "Read the configuration, report every error in it, and exit.")
    var check = false

    func run() throws {
        let startupFile = StartupFile(path: startupConfig)
        do {
            if check {
                _ = try startupFile.configuration()
            } else if try serve(startupFile) {
                try Program.executeAgain(CommandLine.arguments)
            }
        } catch {
            try FileHandle.standardError.write(contentsOf: Data("haosd: \(error)\n".utf8))
            throw ExitCode.failure
        }
    }

    /// Serves to the end; true if it is to begin anew then.
    private func serve(_ startupFile: StartupFile) throws -> Bool {
        try Daemon(
            startupFile: startupFile, stateDirectory: stateDirectory, controlSocketPath: controlSocket,
            strongSwanSocket: strongswanSocket
        ).run()
    }
}
