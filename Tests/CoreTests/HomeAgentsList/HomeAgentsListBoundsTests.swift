import Core
import Testing

/// How much is kept, in which order, and when it is forgotten.
@Suite struct HomeAgentsListBoundsTests {
    private func draft(_ number: UInt64, preference: UInt16 = 0) -> RouterAdvertisementDraft {
        RouterAdvertisementDraft(
            source: .linkLocal(interfaceIdentifier: 0x1000 + number),
            information: (preference: preference, lifetime: 600))
    }

    /// However many pretend to be home agents, there is room for some, and those that are known stay.
    @Test func aFloodNeedsNoMemory() throws {
        var world = World()
        world.receive(draft(0, preference: 7))
        for number in 1..<2000 as Range<UInt64> { world.receive(draft(number)) }
        #expect(world.routers.count == 64)
        #expect(world.routers.first?.preference == 7)
        #expect(world.counters.dropped == [.homeAgentsListFull: 1936])
        world.receive(draft(0, preference: 8))
        #expect(world.routers.first?.preference == 8, "who is known is still heard")
        world.receive(draft(3000).with { $0.isHomeAgent = false })
        #expect(world.routers.count == 65, "home agents leave room for other routers")
        world.advance(by: .seconds(600))
        world.receive(draft(3001))
        #expect(world.routers.filter(\.isHomeAgent).map(\.linkLocalAddress) == [draft(3001).source])
    }

    @Test func otherRoutersAreBoundedToo() {
        var world = World()
        for number in 0..<100 as Range<UInt64> { world.receive(draft(number).with { $0.isHomeAgent = false }) }
        #expect(world.routers.count == 64)
        world.receive(draft(1000))
        #expect(world.routers.first?.isHomeAgent == true && world.routers.count == 65)
    }

    /// Who becomes a home agent when there is no room for one is forgotten: he is no longer the router he was.
    @Test func aChangeOfKindNeedsRoom() {
        var world = World()
        for number in 0..<64 as Range<UInt64> { world.receive(draft(number)) }
        world.receive(draft(99).with { $0.isHomeAgent = false })
        world.receive(draft(99))
        #expect(world.routers.count == 64)
        #expect(world.counters.dropped == [.homeAgentsListFull: 1])
    }

    @Test func theAddressesOfOneAreBounded() {
        var world = World()
        for block in 0..<10 as Range<UInt128> {
            let addresses = (0..<10 as Range<UInt128>).map { number in
                RouterAdvertisementDraft.Address(
                    address: IPv6Address(rawValue: 0x2001_0db8 << 96 | block << 80 | number << 64 | 1))
            }
            world.receive(draft(0).with { $0.addresses = addresses })
        }
        #expect(world.routers.map(\.addresses.count) == [16])
        #expect(world.counters.dropped == [.homeAgentsListFull: 9])
    }

    /// By falling preference, and of equal ones by address.
    @Test func theBetterComesFirst() {
        var world = World()
        for (number, preference) in [(3, 5), (1, 5), (2, 900), (4, 0)] as [(UInt64, UInt16)] {
            world.receive(draft(number, preference: preference))
        }
        #expect(world.routers.map(\.linkLocalAddress.interfaceIdentifier) == [0x1002, 0x1001, 0x1003, 0x1004])
    }

    @Test func thisRouterIsListedAsItAdvertisesItself() throws {
        var world = World { $0.interfaces["home0"]?.homeAgentPreference = 10 }
        world.advance(by: .zero)
        let own = try #require(world.engine.homeLinkRouters.first?.own)
        let sent = try #require(world.routerAdvertisements.first?.routerAdvertisement)
        #expect(own.linkLocalAddress == Place.homeAgentLinkLocal && own.isHomeAgent)
        #expect(own.preference == 10 && own.lifetime == sent.routerLifetime && own.expiry == nil)
        #expect(own.addresses.map(\.address) == [InterfaceAddress(address: Place.homeAgent, prefixLength: 64)])
        world.handle(.linkChanged(Link.home.with { $0.isRunning = false }))
        #expect(world.engine.homeLinkRouters.first?.isRunning == false)
        #expect(world.engine.homeLinkRouters.first?.own == nil)
    }

    // MARK: Forgetting

    @Test func theOperatorClearsOneLinkOrAll() {
        var world = World()
        world.receive(draft(1))
        world.handle(.clearHomeAgents(homeLink: "wan0"))
        #expect(world.routers.count == 1)
        world.handle(.clearHomeAgents(homeLink: "home0"))
        #expect(world.routers.isEmpty)
        world.receive(draft(1))
        world.handle(.clearHomeAgents(homeLink: nil))
        #expect(world.routers.isEmpty)
        world.receive(draft(1))
        #expect(world.routers.count == 1, "it is learned anew")
    }

    @Test func aLinkThatIsNoHomeLinkHasNone() {
        for end in [
            { $0.configure { $0.interfaces["home0"]?.isHomeLink = false } }, { $0.configure { $0.isEnabled = false } },
            { $0.handle(.linkRemoved(Place.homeInterface)) },
        ] as [(inout World) -> Void] {
            var world = World()
            world.receive(draft(1))
            world.forget()
            end(&world)
            #expect(world.routers.isEmpty)
            let lost = world.observations.filter { if case .homeAgentDisappeared = $0 { true } else { false } }
            #expect(lost.count == 1)
            world.configure {
                $0.isEnabled = true
                $0.interfaces["home0"]?.isHomeLink = true
            }
            world.handle(.linkChanged(.home))
            #expect(world.routers.isEmpty)
        }
    }
}
