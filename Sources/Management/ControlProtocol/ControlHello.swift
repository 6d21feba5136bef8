/// How the shell opens a session.
public struct ControlHello: Codable, Hashable, Sendable {
    /// The version of the protocol that this source speaks.
    public static let currentVersion = 3

    /// The version of the protocol that the shell speaks.
    public var version: Int
    /// Whether a person types.
    public var isInteractive: Bool
    /// Columns of the terminal.
    public var width: Int
    /// The terminal's name without `/dev/`; empty if there is none.
    public var line: String
    /// The address of the SSH client; empty if there is none.
    public var origin: String
    /// Whether the session is nobody's until somebody logs in with a name and a password: all it does is to ask for them.
    public var logsIn: Bool

    /// Opens a session in this source's version of the protocol.
    public init(isInteractive: Bool, width: Int = 80, line: String = "", origin: String = "", logsIn: Bool = false) {
        version = Self.currentVersion
        self.isInteractive = isInteractive
        self.width = width
        self.line = line
        self.origin = origin
        self.logsIn = logsIn
    }
}
