/// What the shell asks of the daemon. A request is answered by replies, the last of them a `ControlReply.result`.
public enum ControlRequest: Codable, Hashable, Sendable {
    /// Opens the session; the first request, and no other.
    case hello(ControlHello)
    /// Executes a line.
    case execute(line: String)
    /// Answers `?` at the end of a line.
    case help(line: String)
    /// Answers Tab at the end of a line.
    case complete(line: String)
}

/// How the shell opens a session.
public struct ControlHello: Codable, Hashable, Sendable {
    /// The version of the protocol that this source speaks.
    public static let currentVersion = 1

    /// The version of the protocol that the shell speaks.
    public var version: Int
    /// Whether a person types.
    public var isInteractive: Bool
    /// Columns of the terminal.
    public var width: Int

    /// Opens a session in this source's version of the protocol.
    public init(isInteractive: Bool, width: Int = 80) {
        version = Self.currentVersion
        self.isInteractive = isInteractive
        self.width = width
    }
}
