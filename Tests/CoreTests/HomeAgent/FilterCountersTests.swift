import Core
import Testing

/// Counts outlive every change that is not about their line, and never outnumber the lines.
@Suite struct FilterCountersTests {
    private static let bindings = FilterName(.prefixList, "F")
    private static let access = FilterName(.accessList, "A")

    /// A world in which line 10 of both filters counted one update, and the implicit refusal of the other one another.
    private func world() throws -> World {
        var world = World {
            $0.bindingFilter = "F"
            $0.interfaces["home0"]?.accessList = "A"
        }
        let home = AccessEndpoint(IPv6Prefix(Place.homeAddress))
        let lists = (
            try PrefixList(
                PrefixListEntry(.deny, try prefix("3001::/64")), PrefixListEntry(.permit, try prefix("2001:db8:2::/64"))
            ),
            try AccessList(AccessRule(.permit, from: home), AccessRule(.deny, .header(.transmissionControl)))
        )
        world.configure { ($0.prefixLists["F"], $0.accessLists["A"]) = lists }
        var (node, other) = (MobileNode(), MobileNode(homeAddress: Place.otherHomeAddress))
        world.register(&node)
        world.receive(other.update())
        world.receive(other.update(movedTo: Place.otherCareOf))
        return world
    }

    private func counts(_ world: World) -> [UInt64] {
        let counters = world.engine.filterCounters
        return [
            counters[Self.bindings, .entry(sequence: 10)], counters[Self.bindings, .implicitDeny],
            counters[Self.access, .entry(sequence: 10)], counters[Self.access, .implicitDeny],
        ]
    }

    @Test func whatHappenedIsCounted() throws {
        #expect(counts(try world()) == [2, 1, 1, 1])
    }

    @Test func anotherChangeLeavesThem() throws {
        var world = try world()
        world.configure {
            $0.homeAgent.maximumBindings = 5
            $0.prefixLists["other"] = PrefixList()
            $0.bindingFilter = nil
            $0.interfaces["home0"]?.accessList = nil
        }
        #expect(counts(world) == [2, 1, 1, 1])
    }

    @Test func anotherLineOfTheListLeavesThem() throws {
        var world = try world()
        var list = try #require(world.configuration.prefixLists["F"])
        try list.insert(try #require(PrefixListEntry(.permit, try prefix("::/0"))))
        list.remove(at: 5)
        world.configure { $0.prefixLists["F"] = list }
        #expect(counts(world) == [2, 1, 1, 1])
    }

    @Test func aLineThatSaysSomethingElseBeginsAnew() throws {
        var world = try world()
        var list = try #require(world.configuration.prefixLists["F"])
        list.remove(at: 10)
        try list.insert(try #require(PrefixListEntry(.permit, try prefix("2001:db8:2::/63"))), at: 10)
        world.configure { $0.prefixLists["F"] = list }
        #expect(counts(world) == [0, 1, 1, 1])
    }

    @Test func aListThatGoesTakesItsCounts() throws {
        var world = try world()
        let list = world.configuration.accessLists["A"]
        world.configure { $0.accessLists["A"] = nil }
        #expect(counts(world) == [2, 1, 0, 0])
        world.configure { $0.accessLists["A"] = list }
        #expect(counts(world) == [2, 1, 0, 0])
        world.configure { $0.prefixLists = [:] }
        #expect(world.engine.filterCounters == FilterCounters())
    }

    @Test func theyAreCleared() throws {
        var world = try world()
        world.handle(.clearFilter(FilterName(.prefixList, "A")))
        #expect(counts(world) == [2, 1, 1, 1], "the name is of another kind")
        world.handle(.clearFilter(Self.bindings))
        #expect(counts(world) == [0, 0, 1, 1])
        world.handle(.clearFilters(.prefixList))
        #expect(counts(world) == [0, 0, 1, 1])
        world.handle(.clearFilters(.accessList))
        #expect(counts(world) == [0, 0, 0, 0])
    }
}
