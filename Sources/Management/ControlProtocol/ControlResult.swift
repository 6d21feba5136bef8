/// How a request ended.
public struct ControlResult: Codable, Hashable, Sendable {
    /// How it ended.
    public var code: ResultCode
    /// What stands before the next line.
    public var prompt: String
    /// Where the session is now.
    public var mode: Mode
    /// Whether the session is over: the operator left.
    public var isOver: Bool
    /// What was wrong.
    public var diagnostics: [Diagnostic]

    /// Makes a result.
    public init(code: ResultCode, prompt: String, mode: Mode, isOver: Bool, diagnostics: [Diagnostic]) {
        self.code = code
        self.prompt = prompt
        self.mode = mode
        self.isOver = isOver
        self.diagnostics = diagnostics
    }
}
