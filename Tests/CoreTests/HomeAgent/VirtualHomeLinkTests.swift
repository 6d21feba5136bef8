import Core
import Testing

/// A home link that is nowhere: no Neighbor Discovery at all, and everything else (RFC 6275 section 10.4.1).
@Suite struct VirtualHomeLinkTests {
    private static func world() -> World {
        World { $0.interfaces["home0"]?.isVirtual = true }
    }

    private func neighborDiscovery(_ world: World) -> Int {
        world.sent.count { $0.neighborSolicitation != nil || $0.neighborAdvertisement != nil }
            + world.routerAdvertisements.count
    }

    @Test(arguments: [0, BindingUpdateDraft.linkLocalCompatibility])
    func aRegistrationIsAcceptedAtOnceAndNobodyIsTold(_ flags: UInt16) throws {
        var world = Self.world()
        world.receive(BindingUpdateDraft().with { $0.flags |= flags })
        #expect(world.statuses.last == .accepted)
        #expect(world.engine.binding(of: Place.homeAddress)?.homeLink == "home0")
        world.advance(by: .seconds(30))
        #expect(neighborDiscovery(world) == 0)
        world.receive(
            BindingUpdateDraft().with {
                $0.sequenceNumber &+= 1; $0.lifetime = 0
            })
        #expect(world.statuses.last == .accepted)
        #expect(world.engine.binding(of: Place.homeAddress) == nil)
        #expect(neighborDiscovery(world) == 0)
    }

    @Test func aSolicitationForRoutersIsNotAnswered() {
        var world = Self.world()
        world.receive(Neighbor.routerSolicitation(), on: Place.homeInterface)
        world.advance(by: .seconds(30))
        world.handle(.shutdown)
        #expect(neighborDiscovery(world) == 0)
    }

    /// Its prefixes are told as any other link's (RFC 6275 section 10.6).
    @Test func itsPrefixesAreTold() throws {
        var world = Self.world()
        var node = MobileNode()
        world.register(&node)
        world.receive(node.solicitation())
        let answer = try #require(world.prefixAdvertisements.last)
        #expect(answer.advertisedPrefixes.map(\.routerAddress) == [Place.homeAgent])
        #expect(world.counters.prefixAdvertisementsSent == [.solicited: 1])
    }

    /// A link that becomes a real one is told of the bindings there are.
    @Test func aLinkThatBecomesRealHearsOfItsNodes() {
        var world = Self.world()
        world.receive(BindingUpdateDraft())
        world.configure { $0.interfaces["home0"]?.isVirtual = false }
        #expect(world.sent.contains { $0.neighborAdvertisement?.target == Place.homeAddress })
    }
}
