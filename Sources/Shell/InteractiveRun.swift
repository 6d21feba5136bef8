import Management

/// A session with a person at a terminal.
struct InteractiveRun {
    private let console: Console
    private let editor: LineEditor

    init(_ client: ControlClient) throws(ShellError) {
        console = Console(client)
        editor = try LineEditor(console)
    }

    /// Executes line after line, until the operator leaves.
    ///
    /// - Parameter logsIn: Whether somebody has to log in first: until then there is no prompt, and whatever is executed
    ///   asks for name and password.
    func run(logsIn: Bool = false) throws(ShellError) -> ResultCode {
        let client = console.client
        Terminal.show(client.greeting)
        while logsIn, client.prompt.isEmpty {
            if try execute("login") { return .notAuthorised }
        }
        while true {
            switch client.expectsText ? try editor.readAnswer(to: "") : try editor.readCommand() {
            case .line(let line):
                let isText = client.expectsText
                if try execute(line) { return .done }
                if !line.isEmpty, !isText, !client.holdsSecret {
                    editor.remember(line, atMost: client.terminal.historySize)
                }
            case .interrupt: _ = try execute("\u{3}")
            case .end:
                Terminal.show("\n")
                return .done
            }
        }
    }

    /// Executes a line and shows what comes of it; true if the session is over.
    private func execute(_ line: String) throws(ShellError) -> Bool {
        let promptWidth = console.client.prompt.count
        let outcome = try CommandRun(console, editor).run(line)
        for diagnostic in outcome.diagnostics {
            Terminal.show(diagnostic.text(belowPromptOf: promptWidth, line: line))
        }
        return outcome.isOver
    }
}
