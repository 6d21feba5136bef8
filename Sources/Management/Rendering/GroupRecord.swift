import Core

/// One mobile node's membership in a multicast group, as it is shown.
public struct GroupRecord: Codable, Hashable, Sendable {
    /// The group.
    public var group: IPv6Address
    /// The mobile node.
    public var homeAddress: IPv6Address
    /// The kernel's name of the home link that the group is delivered from; absent while that is not there.
    public var interface: String?
    /// Of Multicast Listener Discovery, 1 or 2: what the node spoke last.
    public var version: UInt8
    /// Whether the node said that it left, and is asked whether that is all.
    public var isLeaving: Bool
    /// Seconds since it joined.
    public var secondsSinceJoined: UInt64
    /// Seconds until it is forgotten if nothing more is heard.
    public var secondsRemaining: UInt64

    /// Describes a membership of the engine.
    public init(_ membership: GroupMembership, interface: String?, at now: Instant) {
        group = membership.key.group
        homeAddress = membership.key.homeAddress
        self.interface = interface
        version = membership.version.rawValue
        isLeaving = membership.isLeaving
        secondsSinceJoined = (now - membership.since).wholeSeconds
        secondsRemaining = (membership.expiry - now).wholeSeconds
    }
}
