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
    var controlSocket = Self.standardSocket

    @Option(
        name: .customShort("c"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Execute a command and exit. Several share one session; the first that fails ends it.",
            valueName: "command"))
    var commands: [String] = []

    @Option(
        name: .customShort("f"), help: ArgumentHelp("Execute the commands in a file, likewise.", valueName: "file"))
    var file: String?

    @Flag(
        help: """
            Serve a login: no other option but -c, nothing of the environment but TERM, and the command that an SSH \
            client asked for. A login shell, whose name begins with -, is restricted too.
            """)
    var restricted = false

    @Flag(help: "Ask for a name and a password first, as the console does; restricted too.")
    var login = false

    private static let standardSocket = "/run/haos/control"

    static func main() {
        main(LoginShell.options(CommandLine.arguments))
    }

    func validate() throws {
        if !commands.isEmpty, file != nil { throw ValidationError("Use -c or -f, not both.") }
        guard restricted || login else { return }
        if file != nil || controlSocket != Self.standardSocket || login && !commands.isEmpty {
            throw ValidationError("This is a restricted shell: it takes commands, and no options.")
        }
    }

    func run() throws {
        throw ExitCode(Int32(code.rawValue))
    }

    private var code: ResultCode {
        let asked = restricted ? ProcessSetting.originalCommand.map { [$0] } ?? commands : commands
        if restricted || login { ProcessSetting.restrict() }
        unsafe setlocale(LC_CTYPE, "")
        do throws(ShellError) {
            if let file { return try batch(CommandFile.lines(of: file)) }
            if !asked.isEmpty { return try batch(asked.flatMap(Self.lines)) }
            guard login || Terminal.isInteractive else { return try batch(CommandFile.standardInput) }
            return try InteractiveRun(
                ControlClient(path: controlSocket, isInteractive: true, logsIn: login)
            ).run(logsIn: login)
        } catch {
            StandardError.write("% \(error)\n")
            return error.code
        }
    }

    /// The commands of one option: a line each.
    private static func lines(_ commands: String) -> [ScriptLine] {
        commands.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { ScriptLine(text: String($0), number: nil) }
    }

    private func batch(_ lines: some Sequence<ScriptLine>) throws(ShellError) -> ResultCode {
        try BatchRun(try ControlClient(path: controlSocket, isInteractive: false)).run(lines)
    }
}
