import Management

/// A session with a person at a terminal.
struct InteractiveRun {
    private let keyboard: Keyboard

    init(_ client: ControlClient) {
        keyboard = Keyboard(client)
    }

    /// Executes line after line, until the operator leaves.
    func run() throws(ShellError) -> ResultCode {
        let editor = try LineEditor(keyboard)
        while let line = editor.read(prompt: keyboard.client.prompt) {
            if let error = keyboard.error { throw error }
            if !line.isEmpty { editor.remember(line) }
            if try execute(line) { return .done }
        }
        if let error = keyboard.error { throw error }
        Terminal.show("\n")
        return .done
    }

    /// Executes a line and shows what comes of it; true if the session is over.
    private func execute(_ line: String) throws(ShellError) -> Bool {
        let promptWidth = keyboard.client.prompt.count
        let isOneRow = promptWidth + line.count < Terminal.width
        var printer = OutputPrinter()
        Interruption.begin()
        let result = try keyboard.client.request(.execute(line: line)) { (reply) throws(ShellError) in
            printer.take(reply)
        }
        let refusal = printer.finish()
        if Interruption.isRequested { Terminal.show("\n") }
        for diagnostic in result.diagnostics + (refusal.map { [$0] } ?? []) {
            Terminal.show(isOneRow ? diagnostic.text(belowPromptOf: promptWidth) : diagnostic.text)
        }
        return result.isOver
    }
}
