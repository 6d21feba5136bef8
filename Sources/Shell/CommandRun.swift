import Management

/// A command of a person, from Return to its end: output, questions, and Ctrl-C.
struct CommandRun {
    /// How it ended.
    struct Outcome {
        /// What was wrong.
        var diagnostics: [Diagnostic]
        /// Whether the session is over.
        var isOver: Bool
    }

    private let console: Console
    private let editor: LineEditor
    private var printer = OutputPrinter()
    /// Whether the operator wants no more of it.
    private var isBrokenOff = false

    init(_ console: Console, _ editor: LineEditor) {
        self.console = console
        self.editor = editor
    }

    /// Executes a line and shows what it prints.
    consuming func run(_ line: String) throws(ShellError) -> Outcome {
        try console.client.send(.execute(line: line))
        while true {
            switch try console.next(.replies) {
            case .reply(.result(let result)):
                let refusal = printer.finish()
                return Outcome(diagnostics: result.diagnostics + (refusal.map { [$0] } ?? []), isOver: result.isOver)
            case .reply(.question(let prompt, let isSecret)):
                if !isBrokenOff { try answer(prompt, isSecret: isSecret) }
            case .reply(let reply): printer.take(reply)
            case .interrupt:
                Terminal.show("^C\n")
                try breakOff()
            case .end: throw .terminalLost
            case .key, .terminalChanged, .idle: continue
            }
        }
    }

    private mutating func breakOff() throws(ShellError) {
        guard !isBrokenOff else { return }
        isBrokenOff = true
        printer.breakOff()
        try console.client.send(.interrupt)
    }

    private mutating func answer(_ prompt: String, isSecret: Bool) throws(ShellError) {
        let question = QuestionLayout(prompt, width: Terminal.width)
        Terminal.show(question.above)
        var secrets = SecretReader(console)
        let entry =
            isSecret
            ? try secrets.read(prompt: question.prompt) : try editor.readAnswer(to: question.prompt)
        switch entry {
        case .line(let text): try console.client.send(.answer(text: text))
        case .interrupt: try breakOff()
        case .idle, .end: throw .terminalLost
        }
    }
}
