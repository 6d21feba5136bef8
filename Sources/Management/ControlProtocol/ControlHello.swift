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
