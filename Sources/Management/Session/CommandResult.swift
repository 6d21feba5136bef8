/// How the execution of a line ended, and what it prints.
struct CommandResult {
    /// How it ended.
    let code: ResultCode
    /// What it prints.
    let output: CommandOutput
    /// What was wrong.
    let diagnostics: [Diagnostic]

    /// The same, of a line that was not typed but stands behind an alias.
    var expanded: CommandResult {
        guard code != .done else { return self }
        return CommandResult(
            code: code,
            diagnostics.map { diagnostic in
                var diagnostic = diagnostic
                diagnostic.isExpanded = true
                return diagnostic
            })
    }

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
