/// Who uses a session, and from where.
public struct OperatorIdentity: Hashable, Sendable {
    /// The name of the machine's user, as the kernel vouches for it.
    public var user: String
    /// The line, as the shell says: `console`, `pts/0`; empty if there is no terminal.
    public var line: String
    /// The address of the SSH client, as the shell says; empty on the machine itself.
    public var origin: String
    /// Whether the kernel vouches for the machine's root, whom no line of configuration limits.
    public var isRoot: Bool

    /// Whether the operator sits at the machine itself: at a terminal that is no pseudo-terminal.
    public var isOnConsole: Bool { !line.isEmpty && !line.hasPrefix("pts/") && origin.isEmpty }

    /// Describes an operator; a local one without a terminal by default.
    public init(user: String, line: String = "", origin: String = "", isRoot: Bool = false) {
        self.user = user
        self.line = line
        self.origin = origin
        self.isRoot = isRoot
    }
}
