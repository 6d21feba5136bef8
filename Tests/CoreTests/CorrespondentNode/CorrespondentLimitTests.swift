import Core
import Testing

/// How many bindings there may be, and whose place is given up (RFC 6275 section 9.6).
@Suite struct CorrespondentLimitTests {
    /// Two peers with bindings where there is room for two; the first registered a second earlier.
    private func scene() -> (World, [Peer]) {
        var world = World { $0.correspondentNode.maximumBindings = 2 }
        var peers = (0..<2).map { Peer.number($0) }
        for index in peers.indices {
            world.bind(&peers[index])
            world.advance(by: .seconds(1))
        }
        return (world, peers)
    }

    @Test func whatIsInUseGivesItsPlaceToNobody() throws {
        var (world, peers) = scene()
        var third = Peer.number(3)
        world.giveTokens(to: &third)
        #expect(world.outcome(of: third.update { $0.flags = 0 }) == .acknowledged(.insufficientResources))
        #expect(third.accepts(world.sent.first))
        #expect(peers.allSatisfy { world.binding(of: $0) != nil })
        #expect(world.outcome(of: peers[0].update()) == .acknowledged(.accepted), "a renewal takes no place")
        #expect(world.outcome(of: peers[0].deletion()) == .acknowledged(.accepted))
        #expect(world.outcome(of: third.update()) == .acknowledged(.accepted))
    }

    @Test func whatWasUsedLeastRecentlyGoesFirst() {
        var (world, peers) = scene()
        // The first goes on to be used, and that is seen.
        for count in 1..<5 as Range<UInt64> {
            world.plane.directWays.uses[peers[0].key] = RouteOptimizationUse(packetsSent: count)
            world.advance(by: .seconds(30))
        }
        var third = Peer.number(3)
        world.giveTokens(to: &third)
        #expect(world.outcome(of: third.update()) == .acknowledged(.accepted))
        #expect(world.binding(of: peers[0]) != nil)
        #expect(world.binding(of: peers[1]) == nil)
        #expect(world.correspondentEnds == [.evicted])
    }

    /// The ceiling of all bindings holds for these too, and home registrations go before them.
    @Test func homeRegistrationsComeFirst() {
        var (world, peers) = scene()
        world.configure { $0.homeAgent.maximumBindings = 2 }
        #expect(world.engine.numberOfCorrespondentBindings == 2)
        var node = MobileNode()
        world.register(&node)
        #expect(world.engine.bindings.count + world.engine.numberOfCorrespondentBindings == 2)
        #expect(world.binding(of: peers[0]) == nil)
        var other = MobileNode(homeAddress: Place.otherHomeAddress)
        world.register(&other)
        #expect(world.engine.numberOfCorrespondentBindings == 0)
        world.advance(by: .seconds(120))
        world.giveTokens(to: &peers[0])
        #expect(world.outcome(of: peers[0].update()) == .acknowledged(.insufficientResources))
        #expect(world.engine.bindings.count == 2)
    }

    @Test func theyAreShownInTheirOrderPageByPage() {
        var world = World()
        for number in (0..<10).reversed() {
            var peer = Peer.number(number)
            world.bind(&peer)
        }
        var next: RouteOptimizationKey?
        var seen: [IPv6Address] = []
        repeat {
            let page = world.engine.correspondentBindings(matching: .all, from: next, examining: 3)
            #expect(page.bindings.count <= 3)
            seen += page.bindings.map(\.key.homeAddress)
            next = page.next
        } while next != nil
        #expect(seen == (0..<10).map { Peer.number($0).homeAddress })
    }

    @Test func whatIsMeantIsCleared() {
        var world = World()
        for number in 0..<4 {
            var peer = Peer.number(number)
            world.bind(&peer)
        }
        func clear(_ selector: BindingSelector) -> Int {
            world.handle(.clearBindings(selector))
            return world.engine.numberOfCorrespondentBindings
        }
        #expect(clear(BindingSelector(homeLink: "home0")) == 4)
        #expect(clear(BindingSelector(careOfAddress: IPv6Prefix(Place.careOf(1)))) == 3)
        #expect(clear(BindingSelector(homeAddress: IPv6Prefix(Peer.number(0).homeAddress))) == 2)
        #expect(clear(.all) == 0)
    }

    /// A binding of an address that this node had is of no use.
    @Test func anAddressThatGoesTakesItsBindingsAlong() {
        var (world, peers) = scene()
        world.forget()
        world.handle(.linkChanged(.home.with { $0.isRunning = false }))
        #expect(world.engine.numberOfCorrespondentBindings == 2)
        world.handle(.linkChanged(.wideArea.with { $0.addresses.removeLast() }))
        #expect(peers.allSatisfy { world.binding(of: $0) == nil })
        #expect(world.correspondentEnds == [.withdrawn, .withdrawn])
    }
}
