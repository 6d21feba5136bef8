/// What the log tells of who may do what.
public enum AccessEvent: Hashable, Sendable {
    /// A password opened a level.
    case levelOpened(OperatorIdentity, Privilege)
    /// A password did not.
    case levelRefused(OperatorIdentity, Privilege)
    /// A name and a password opened a session.
    case loggedIn(OperatorIdentity, Privilege)
    /// They did not; the name is as it was typed.
    case loginFailed(OperatorIdentity, name: String)
}

extension AccessEvent {
    /// What the log tells.
    public var message: LogMessage {
        switch self {
        case .levelOpened(let identity, let level):
            LogMessage(
                .system, .notifications, "PRIV_AUTH_PASS",
                "\(identity) opened privilege level \(level.level) by its password")
        case .levelRefused(let identity, let level):
            LogMessage(
                .system, .warnings, "PRIV_AUTH_FAIL",
                "\(identity) gave a wrong password for privilege level \(level.level)")
        case .loggedIn(let identity, let level):
            LogMessage(
                .login, .notifications, "LOGIN_SUCCESS", "\(identity) logged in with privilege level \(level.level)")
        case .loginFailed(let identity, let name):
            LogMessage(.login, .warnings, "LOGIN_FAILED", "\(identity) failed to log in as \(name)")
        }
    }
}
