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

extension AccessEvent: CustomStringConvertible {
    /// Whether somebody tried what he may not.
    public var isWarning: Bool {
        switch self {
        case .levelOpened, .loggedIn: false
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
            "%SEC_LOGIN-4-LOGIN_FAILED: \(identity) failed to log in as \(name)"
        }
    }
}
