import Core
import Testing

/// What mobile nodes say of groups, and what is made of it (RFC 6275 section 10.4.3, RFC 3810 section 7).
@Suite struct GroupMembershipTests {
    private var world = World()
    private var listener = Listener()
    private static let source = Place.correspondent

    init() {
        world.register(&listener.node, lifetime: 65_535)
    }

    private static let member = GroupMember(
        interface: Place.homeInterface, group: Listener.group, homeAddress: Place.homeAddress)

    // MARK: Joining

    @Test("What says that a node wants anything of a group makes it a member")
    mutating func joins() throws {
        let sources = [Self.source]
        let reports = [
            listener.report(.modeIsExclude), listener.report(.changeToExclude),
            listener.report(.changeToExclude, sources: sources), listener.report(.modeIsInclude, sources: sources),
            listener.report(.changeToInclude, sources: sources), listener.report(.allowNewSources, sources: sources),
            listener.reportVersion1(),
        ]
        for report in reports {
            let effects = world.receive(report)
            #expect(effects.contains(.beginGroupDelivery(Self.member)))
            #expect(world.membership?.key.group == Listener.group)
            world.handle(.clearBindings(.all))
            world.advance(by: .seconds(60))
            world.register(&listener.node, lifetime: 65_535)
        }
    }

    @Test("What says nothing, or something unknown, makes none")
    mutating func saysNothing() {
        for report in [
            listener.report(.modeIsInclude), listener.report(.changeToInclude), listener.report(.allowNewSources),
            listener.report(.blockOldSources, sources: [Self.source]), listener.done(),
            listener.report(.init(rawValue: 7)), listener.report(.init(rawValue: 0)), listener.report([]),
        ] {
            world.receive(report)
            #expect(world.groups().isEmpty)
        }
        #expect(world.queries.isEmpty, "nobody is asked about what he is no member of")
    }

    @Test("Only groups of global scope are tunnelled", arguments: 0...15)
    mutating func scopes(scope: Int) {
        let group = IPv6Address(rawValue: 0xff10 << 112 | UInt128(scope) << 112 | 0x1234)
        world.receive(listener.report(.changeToExclude, group))
        #expect(world.groups() == (scope >= 14 ? [group] : []))
        let ignored = world.counters.dropped[.groupScopeNotGlobal] ?? 0
        #expect(ignored == ((3...13).contains(scope) ? 1 : 0))
    }

    @Test("A report counts for two Query Intervals and a Query Response Interval; each begins anew")
    mutating func expiry() {
        world.receive(listener.report(.changeToExclude))
        world.advance(by: .seconds(200))
        world.receive(listener.report(.modeIsExclude))
        world.advance(by: .seconds(259))
        #expect(world.groups() == [Listener.group])
        let effects = world.advance(by: .seconds(1))
        #expect(effects.contains(.endGroupDelivery(Self.member)))
        #expect(world.groups().isEmpty)
        #expect(world.observations.contains { if case .groupLeft(_, .expired) = $0 { true } else { false } })
    }

    // MARK: Leaving

    @Test("Who leaves is asked twice, a second apart, and is no member two seconds after he said so")
    mutating func leaves() throws {
        for done in [
            listener.done(), listener.report(.changeToInclude),
            listener.report(.blockOldSources, sources: [Self.source]),
        ] {
            world.receive(listener.report(.changeToExclude))
            world.forget()
            let start = world.now
            world.receive(done)
            world.receive(done)
            world.advance(by: .milliseconds(1900))
            #expect(world.groups() == [Listener.group], "still a member while it is asked")
            let effects = world.advance(by: .milliseconds(100))
            #expect(effects.contains(.endGroupDelivery(Self.member)))
            #expect(world.queries.map { ($0.time - start) / .seconds(1) } == [0, 1])
            let query = try #require(world.queries.first?.query)
            #expect(query.destination == Listener.group && query.query.group == Listener.group)
            #expect(query.query.maximumResponseCode == 1000 && query.hopLimit == 1 && query.alertsRouters)
        }
    }

    @Test("Who answers stays a member, for as long as a report counts")
    mutating func answers() {
        world.receive(listener.report(.changeToExclude))
        world.receive(listener.done())
        world.advance(by: .seconds(1.5))
        world.receive(listener.report(.modeIsExclude))
        world.advance(by: .seconds(250))
        #expect(world.groups() == [Listener.group])
        world.advance(by: .seconds(11))
        #expect(world.groups().isEmpty)
    }

    @Test("A lost report, and a lost query, cost nothing: the next General Query is answered")
    mutating func losses() {
        world.receive(listener.report(.changeToExclude))
        world.forget()
        // Every second query is answered.
        for _ in 0..<10 {
            world.advance(by: .seconds(250))
            #expect(world.groups() == [Listener.group])
            world.receive(listener.report(.modeIsExclude))
        }
        #expect(world.queries.count >= 19)
    }

    // MARK: The binding

    @Test("With the binding the membership ends, however that ends")
    mutating func unbound() {
        let ends: [(inout World, inout Listener) -> Void] = [
            { $0.receive($1.node.deregistration()) }, { world, _ in world.handle(.clearBindings(.all)) },
            { world, _ in world.advance(by: .seconds(65_535 * 4)) },
            { world, _ in world.configure { $0.interfaces["home0"]?.isHomeLink = false } },
        ]
        for end in ends {
            world.receive(listener.report(.changeToExclude))
            #expect(world.plane.groupMembers == [Self.member])
            end(&world, &listener)
            #expect(world.plane.groupMembers.isEmpty)
            #expect(world.groups().isEmpty)
            world.configure { $0.interfaces["home0"]?.isHomeLink = true }
            world.advance(by: .seconds(60))
            world.register(&listener.node, lifetime: 65_535)
        }
    }

    @Test("A node that moves stays a member, and is heard from where it is")
    mutating func moves() {
        world.receive(listener.report(.changeToExclude))
        world.receive(listener.node.update(movedTo: Place.otherCareOf, lifetime: 65_535))
        #expect(world.groups() == [Listener.group])
        world.receive(listener.with { $0.outerSource = Place.careOf }.done())
        world.advance(by: .seconds(5))
        #expect(world.groups() == [Listener.group])
        world.receive(listener.done())
        world.advance(by: .seconds(5))
        #expect(world.groups().isEmpty)
    }

    @Test("The group is delivered from where the home link is")
    mutating func homeLinkMoves() {
        world.receive(listener.report(.changeToExclude))
        world.handle(.linkRemoved(Place.homeInterface))
        #expect(world.plane.groupMembers.isEmpty)
        #expect(world.groups() == [Listener.group])
        world.handle(.linkChanged(Link.home.with { $0.index = InterfaceIndex(rawValue: 12) }))
        #expect(world.plane.groupMembers.map(\.interface.rawValue) == [12])
    }

    @Test("Switched off, members are no members, and reports are ignored")
    mutating func switchedOff() {
        world.receive(listener.report(.changeToExclude))
        world.configure { $0.homeAgent.multicast.isEnabled = false }
        #expect(world.plane.groupMembers.isEmpty)
        world.receive(listener.report(.changeToExclude))
        #expect(world.groups().isEmpty)
        #expect(world.drops == [.multicastDisabled])
    }
}
