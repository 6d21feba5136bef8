/// What a session may do: a level from 0 to 15, as routers of the classic kind have them.
public struct Privilege: Comparable, Hashable, Sendable {
    /// 0 to 15.
    public let level: UInt8

    /// Look.
    public static let user = Privilege(1)
    /// Everything.
    public static let privileged = Privilege(15)

    /// The level, or 15 for a higher one.
    public init(_ level: UInt8) {
        self.level = min(level, 15)
    }

    /// Orders by what may be done.
    public static func < (left: Privilege, right: Privilege) -> Bool {
        left.level < right.level
    }
}
