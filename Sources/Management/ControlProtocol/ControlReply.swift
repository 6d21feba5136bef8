/// What the daemon tells the shell.
public enum ControlReply: Codable, Hashable, Sendable {
    /// The output that follows is to be filtered.
    case filter(OutputFilter)
    /// A piece of output; it may end within a line.
    case output(text: String)
    /// What the word that is being written may become.
    case completion(partial: String, candidates: [String])
    /// The request is done.
    case result(ControlResult)
}

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
