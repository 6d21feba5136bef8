/// Who may do what: the lines `enable secret`, `username` and `privilege`.
public struct AccessSettings: Hashable, Sendable {
    /// `username`, by name.
    public var users: [String: UserSettings] = [:]
    /// `enable secret`, by the level that it opens, 0 to 15.
    public var enableSecrets: [UInt8: StoredPassword] = [:]
    /// `privilege exec level`: the levels of commands that begin with some words, 0 to 15.
    public var commandLevels: [CommandWords: UInt8] = [:]

    /// The default: root may do everything, everybody else may look.
    public init() {}

    /// The most that an operator may do without the password of a level. Root may always do everything, so that no line
    /// can lock the machine's owner out.
    public func level(of identity: OperatorIdentity) -> Privilege {
        identity.isRoot ? .privileged : users[identity.user]?.privilege ?? .user
    }

    /// What an operator may do when a session begins: a script does at once all that it may; a person who has a line
    /// has its level, anybody else looks first.
    func firstLevel(of identity: OperatorIdentity, isInteractive: Bool) -> Privilege {
        let level = level(of: identity)
        guard isInteractive else { return level }
        return min(level, users[identity.user]?.privilege ?? .user)
    }
}
