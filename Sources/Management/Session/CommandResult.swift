/// How the execution of a line ended, and what it prints.
struct CommandResult {
    /// How it ended.
    let code: ResultCode
    /// What it prints.
    let output: CommandOutput
    /// What was wrong.
    let diagnostics: [Diagnostic]

    /// The line was executed.
    init(_ output: CommandOutput) {
        code = .done
        self.output = output
        diagnostics = []
    }

    /// The line was not executed.
    init(code: ResultCode, _ diagnostics: [Diagnostic]) {
        self.code = code
        output = .none
        self.diagnostics = diagnostics
    }
}
