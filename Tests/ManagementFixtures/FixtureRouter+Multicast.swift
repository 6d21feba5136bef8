import Core
import Management

extension FixtureRouter {
    /// Two nodes listen to one group, one of them to another one, which it is about to leave.
    public var groupMemberships: AnyIterator<[GroupRecord]> {
        let records = FixtureGroups.all.map { GroupRecord($0, interface: "home0", at: FixtureGroups.now) }
        return AnyIterator(records.map { [$0] }.makeIterator())
    }
}

/// Memberships that a fixture router has.
enum FixtureGroups {
    static let now = Instant(nanoseconds: 500_000_000_000_000)

    static var all: [GroupMembership] {
        [
            membership(0x1234, 0x100, joined: 75, left: 247, .version2),
            membership(0x1234, 0x200, joined: 90_061, left: 12, .version1),
            membership(0x1_0001, 0x100, joined: 3, left: 260, .version2),
        ]
    }

    private static func membership(
        _ group: UInt128, _ host: UInt128, joined: Int, left: Int, _ version: GroupMembership.Version
    ) -> GroupMembership {
        let key = GroupMembership.Key(
            group: IPv6Address(rawValue: 0xff1e << 112 | group),
            homeAddress: IPv6Address(rawValue: 0x2001_0db8_0001 << 80 | host))
        return GroupMembership(
            key: key, version: version, since: now + .seconds(-joined), expiry: now + .seconds(left))
    }
}
