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
    /// Whether a secret is in the line that was executed: nobody may remember it.
    public var holdsSecret: Bool
    /// Whether the next line is part of a text, and no command: Ctrl-C gives the text up, as a line of that character.
    public var expectsText: Bool
    /// Whether the session is over: the operator left.
    public var isOver: Bool
    /// What was wrong.
    public var diagnostics: [Diagnostic]

    /// Makes a result.
    public init(
        code: ResultCode, prompt: String, mode: Mode, terminal: TerminalSettings,
        holdsSecret: Bool = false, expectsText: Bool = false, isOver: Bool, diagnostics: [Diagnostic]
    ) {
        self.code = code
        self.prompt = prompt
        self.mode = mode
        self.terminal = terminal
        self.holdsSecret = holdsSecret
        self.expectsText = expectsText
        self.isOver = isOver
        self.diagnostics = diagnostics
    }
}
