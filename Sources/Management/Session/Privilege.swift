/// What a session may do.
public enum Privilege: UInt8, Comparable, Sendable {
    /// Look.
    case user = 1
    /// Everything.
    case privileged = 15

    /// The most that a user of the machine may do.
    public init(userIdentifier: UInt32) {
        self = userIdentifier == 0 ? .privileged : .user
    }

    /// Orders by what may be done.
    public static func < (left: Privilege, right: Privilege) -> Bool {
        left.rawValue < right.rawValue
    }
}
