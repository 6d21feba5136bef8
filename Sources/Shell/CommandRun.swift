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
    private var printer: OutputPrinter
    private var pager: Pager

    init(_ console: Console, _ editor: LineEditor) {
        self.console = console
        self.editor = editor
        printer = OutputPrinter(console.client)
        pager = Pager(console)
    }

    /// Executes a line and shows what it prints.
    consuming func run(_ line: String) throws(ShellError) -> Outcome {
        try console.client.send(.execute(line: line))
        while true {
            switch try console.next(.replies) {
            case .reply(.result(let result)):
                try show(printer.finish())
                try show(pager.finish())
                return Outcome(
                    diagnostics: result.diagnostics + (printer.refusal.map { [$0] } ?? []), isOver: result.isOver)
            case .reply(.question(let prompt, let isSecret)): try answer(prompt, isSecret: isSecret)
            case .reply(let reply): try show(try printer.take(reply))
            case .interrupt:
                Terminal.show("^C\n")
                try printer.breakOff()
            case .end: throw .terminalLost
            case .key, .terminalChanged, .idle: continue
            }
        }
    }

    private mutating func show(_ text: String) throws(ShellError) {
        guard try pager.show(text) == .quit else { return }
        try printer.breakOff()
    }

    private mutating func answer(_ prompt: String, isSecret: Bool) throws(ShellError) {
        let question = QuestionLayout(prompt, width: Terminal.width)
        Terminal.show(question.above)
        var reader = PlainReader(console, isEchoing: false)
        let entry =
            isSecret ? try reader.read(prompt: question.prompt) : try editor.readAnswer(to: question.prompt)
        pager.begin()
        switch entry {
        case .line(let text): try console.client.send(.answer(text: text))
        case .interrupt: try printer.breakOff()
        case .end: throw .terminalLost
        }
    }
}
