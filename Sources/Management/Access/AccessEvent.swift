/// What the log tells of who may do what.
public enum AccessEvent: Hashable, Sendable {
    /// A password opened a level.
    case levelOpened(OperatorIdentity, Privilege)
    /// A password did not.
    case levelRefused(OperatorIdentity, Privilege)
    /// A name and a password opened a session.
    case loggedIn(OperatorIdentity, Privilege)
    /// They did not; `nil` is a name that nobody has.
    case loginFailed(OperatorIdentity, name: String?)
    /// Somebody else ended a session.
    case sessionEnded(OperatorIdentity, by: OperatorIdentity)
}

extension AccessEvent: CustomStringConvertible {
    /// Whether somebody tried what he may not.
    public var isWarning: Bool {
        switch self {
        case .levelOpened, .loggedIn, .sessionEnded: false
        case .levelRefused, .loginFailed: true
        }
    }

    /// The line for the log.
    public var description: String {
        switch self {
        case .levelOpened(let identity, let level):
            "%SYS-5-PRIV_AUTH_PASS: \(identity) opened privilege level \(level.level) by its password"
        case .levelRefused(let identity, let level):
            "%SYS-4-PRIV_AUTH_FAIL: \(identity) gave a wrong password for privilege level \(level.level)"
        case .loggedIn(let identity, let level):
            "%SEC_LOGIN-5-LOGIN_SUCCESS: \(identity) logged in with privilege level \(level.level)"
        case .loginFailed(let identity, let name):
            "%SEC_LOGIN-4-LOGIN_FAILED: \(identity) failed to log in as \(name ?? "somebody unknown")"
        case .sessionEnded(let identity, let other):
            "%SYS-5-CLEAR_LINE: the session of \(identity) is ended by \(other)"
        }
    }
}
