import ArgumentParser
import Glibc
import Management

/// `haosh`: operates a router through its daemon's control socket.
@main
struct HaoshCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "haosh", abstract: "Operate a Mobile IPv6 home agent.",
        discussion: """
            Without -c and -f, commands are read from standard input, with a prompt if it is a terminal. \
            ? lists what may follow, Tab completes.

            Exit status: 0 done, 1 refused, 2 not understood, 3 the daemon cannot be reached, 4 not authorised, \
            5 somebody else holds the lock.
            """)

    @Option(name: .long, help: ArgumentHelp("Where haosd listens.", valueName: "path"))
    var controlSocket = "/run/haos/control"

    @Option(
        name: .customShort("c"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Execute a command and exit. Several share one session; the first that fails ends it.",
            valueName: "command"))
    var commands: [String] = []

    @Option(
        name: .customShort("f"), help: ArgumentHelp("Execute the commands in a file, likewise.", valueName: "file"))
    var file: String?

    func validate() throws {
        if !commands.isEmpty, file != nil { throw ValidationError("Use -c or -f, not both.") }
    }

    func run() throws {
        throw ExitCode(Int32(code.rawValue))
    }

    private var code: ResultCode {
        unsafe setlocale(LC_CTYPE, "")
        do throws(ShellError) {
            if let file { return try batch(CommandFile.lines(of: file)) }
            if !commands.isEmpty { return try batch(commands.lazy.map { ScriptLine(text: $0, number: nil) }) }
            guard Terminal.isInteractive else { return try batch(CommandFile.standardInput) }
            return try InteractiveRun(ControlClient(path: controlSocket, isInteractive: true)).run()
        } catch {
            StandardError.write("% \(error)\n")
            return error.code
        }
    }

    private func batch(_ lines: some Sequence<ScriptLine>) throws(ShellError) -> ResultCode {
        try BatchRun(try ControlClient(path: controlSocket, isInteractive: false)).run(lines)
    }
}
