/// `show configuration lock`: who has the configuration to himself.
struct LockReport: WholeReport {
    static let schema = 1

    /// Whether anybody has.
    let isLocked: Bool
    /// Whose session it is.
    let user: String?
    /// Its line; empty if there is no terminal.
    let line: String?

    init(_ lock: ConfigurationLock?) {
        isLocked = lock != nil
        user = lock?.identity.user
        line = lock?.identity.line
    }

    var text: String {
        guard let user, let line else { return "The configuration is not locked.\n" }
        return "The configuration is locked by \(OperatorIdentity(user: user, line: line)).\n"
    }
}
