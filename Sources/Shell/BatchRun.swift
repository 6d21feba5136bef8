import Management

/// Executes the lines of a script in one session; the first failure ends it.
struct BatchRun {
    private let client: ControlClient

    init(_ client: ControlClient) {
        self.client = client
    }

    /// Output goes to standard output, what was wrong to standard error.
    func run(_ lines: some Sequence<ScriptLine>) throws(ShellError) -> ResultCode {
        for line in lines {
            var printer = OutputPrinter(client)
            let result = try client.request(.execute(line: line.text)) { (reply) throws(ShellError) in
                Terminal.show(try printer.take(reply))
            }
            Terminal.show(printer.finish())
            for var diagnostic in result.diagnostics + (printer.refusal.map { [$0] } ?? []) {
                diagnostic.lineNumber = diagnostic.lineNumber ?? line.number
                StandardError.write(diagnostic.text)
            }
            if printer.refusal != nil { return .syntax }
            if result.code != .done { return result.code }
            if result.isOver { break }
        }
        return .done
    }
}
