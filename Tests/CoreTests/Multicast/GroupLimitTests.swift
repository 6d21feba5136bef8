import Testing

@testable import Core

/// Whatever is reported, memory is bounded, and it is counted what is not kept.
@Suite struct GroupLimitTests {
    @Test("A node listens to so many groups and no more, until it leaves one")
    func groupsOfANode() {
        var world = World { $0.homeAgent.multicast.groupLimit = 3 }
        var listener = Listener()
        world.register(&listener.node, lifetime: 65_535)
        let groups = (0..<10).map { MulticastAddressRecord(.changeToExclude, of: Listener.group($0)) }
        world.receive(listener.report(groups))
        #expect(world.groups() == (0..<3).map { Listener.group($0) })
        #expect(world.counters.dropped[.groupLimitReached] == 7)
        world.receive(listener.done(Listener.group(0)))
        world.advance(by: .seconds(2))
        world.receive(listener.report(.changeToExclude, Listener.group(9)))
        #expect(world.groups() == [1, 2, 9].map { Listener.group($0) })
    }

    @Test("A flood of reports from everywhere leaves nothing behind but what bindings may have")
    func flood() {
        var world = World { $0.homeAgent.multicast.groupLimit = 64 }
        var listener = Listener()
        world.register(&listener.node, lifetime: 65_535)
        for number in 0..<3000 {
            let stranger = listener.with { $0.outerSource = number % 3 == 0 ? nil : Place.careOf(number, link: 7) }
            world.receive(
                stranger.report((0..<20).map { .init(.changeToExclude, of: Listener.group(number * 20 + $0)) }))
        }
        #expect(world.groups().count == 64)
        #expect(world.engine.groupMemberships(limit: .max).memberships.count == 64)
        #expect(world.counters.dropped[.listenerUnknown] == 2000)
        #expect(world.counters.dropped[.groupLimitReached] == 20_000 - 64)
    }

    private func membership(_ group: Int, _ host: Int) -> GroupMembership {
        GroupMembership(
            key: GroupMembership.Key(group: Listener.group(group), homeAddress: Place.homeAddress(host)),
            version: .version2, since: Instant(nanoseconds: 0), expiry: Instant(nanoseconds: 1))
    }

    @Test("A group has so many members, and all groups together")
    func bounds() {
        var table = GroupTable()
        for host in 0..<GroupTable.maximumMembersOfGroup { table.store(membership(0, host)) }
        #expect(table.wantOfRoom(for: membership(0, 5000).key, groupLimit: 64) == .groupMembersExhausted)
        #expect(table.wantOfRoom(for: membership(1, 5000).key, groupLimit: 64) == nil)
        var number = 0
        while table.count < GroupTable.maximumMemberships {
            table.store(membership(1 + number / 1000, 10_000 + number % 1000))
            number += 1
        }
        #expect(table.wantOfRoom(for: membership(9999, 5000).key, groupLimit: 64) == .groupMembershipsExhausted)
        _ = table.remove(membership(0, 1).key)
        #expect(table.wantOfRoom(for: membership(0, 5000).key, groupLimit: 64) == nil)
    }

    @Test("Pages show every membership once, in the order of the groups")
    func pages() {
        var table = GroupTable()
        for number in 0..<200 { table.store(membership(number * 37 % 50, number)) }
        var seen: [GroupMembership.Key] = []
        var page = table.page(from: nil, limit: 7)
        while true {
            seen += page.memberships.map(\.key)
            guard let next = page.next else { break }
            page = table.page(from: next, limit: 7)
        }
        #expect(seen.count == 200)
        #expect(seen == seen.sorted())
    }
}
