/// A mobile node that is away listens to a group (RFC 6275 section 10.4.3).
public struct GroupMembership: Hashable, Sendable {
    /// Which version of Multicast Listener Discovery a node speaks.
    public enum Version: UInt8, Hashable, Sendable {
        /// RFC 2710.
        case version1 = 1
        /// RFC 3810.
        case version2 = 2
    }

    /// Why a membership ended.
    public enum End: String, Hashable, Sendable {
        /// The node left the group, and said nothing else when it was asked.
        case left
        /// No report came for too long.
        case expired
        /// The binding ended.
        case unbound
        /// Multicast is forwarded no more.
        case disabled
    }

    /// The group and its listener: a key, by which memberships of one group are neighbors.
    public struct Key: Hashable, Comparable, Sendable {
        /// The group, of global scope.
        public var group: IPv6Address
        /// The mobile node.
        public var homeAddress: IPv6Address

        /// Names a membership.
        public init(group: IPv6Address, homeAddress: IPv6Address) {
            self.group = group
            self.homeAddress = homeAddress
        }

        /// Orders them by group.
        public static func < (left: Key, right: Key) -> Bool {
            (left.group, left.homeAddress) < (right.group, right.homeAddress)
        }
    }

    /// The group and its listener.
    public let key: Key
    /// The version of the last report.
    public var version: Version
    /// When it began.
    public let since: Instant
    /// When it ends if nothing more is heard.
    public var expiry: Instant
    /// The home link that the group is delivered from; `nil` while that has no interface.
    public internal(set) var interface: InterfaceIndex?
    /// Whether the node said that it left, and is asked whether that is all.
    public internal(set) var isLeaving = false
    /// How often it is still to be asked.
    var queriesLeft: UInt8 = 0

    /// Describes a membership that begins.
    public init(
        key: Key, version: Version, since: Instant, expiry: Instant, interface: InterfaceIndex? = nil
    ) {
        self.key = key
        self.version = version
        self.since = since
        self.expiry = expiry
        self.interface = interface
    }

    /// What the forwarding plane needs of it.
    var member: GroupMember? {
        interface.map { GroupMember(interface: $0, group: key.group, homeAddress: key.homeAddress) }
    }
}
