/// How a session wants to be shown things; the shell obeys it.
public struct TerminalSettings: Codable, Hashable, Sendable {
    /// Rows to a page, 0 to 512; 0 shows everything at once, `nil` is what the terminal has.
    public var length: Int?
    /// Columns, 0 to 512; `nil` is what the terminal has.
    public var width: Int?
    /// Lines of history, 0 to 256.
    public var historySize = 20
    /// Seconds without a key after which the session ends; `nil` for never.
    public var idleTimeout: Int?
    /// Whether log lines are shown as they come.
    public var monitors = false

    /// What holds before anything is said.
    public init() {}
}
