/// How a request ended.
public struct ControlResult: Codable, Hashable, Sendable {
    /// How it ended.
    public var code: ResultCode
    /// What stands before the next line.
    public var prompt: String
    /// Where the session is now.
    public var mode: Mode
    /// How the session wants to be shown things.
    public var terminal: TerminalSettings
    /// Whether the session is over: the operator left.
    public var isOver: Bool
    /// What was wrong.
    public var diagnostics: [Diagnostic]

    /// Makes a result.
    public init(
        code: ResultCode, prompt: String, mode: Mode, terminal: TerminalSettings, isOver: Bool,
        diagnostics: [Diagnostic]
    ) {
        self.code = code
        self.prompt = prompt
        self.mode = mode
        self.terminal = terminal
        self.isOver = isOver
        self.diagnostics = diagnostics
    }
}
