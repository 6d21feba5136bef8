import ArgumentParser
import Foundation
import Logging
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

    @Flag(help: "Read the configuration, report every error in it, and exit.")
    var check = false

    func run() throws {
        LoggingSystem.bootstrap { _ in StandardErrorLog() }
        let startupFile = StartupFile(path: startupConfig)
        do {
            let configuration = try startupFile.configuration()
            guard !check else { return }
            try Daemon(
                configuration: configuration, startupFile: startupFile,
                stateDirectory: stateDirectory, controlSocketPath: controlSocket
            ).run()
        } catch {
            try FileHandle.standardError.write(contentsOf: Data("haosd: \(error)\n".utf8))
            throw ExitCode.failure
        }
    }
}
