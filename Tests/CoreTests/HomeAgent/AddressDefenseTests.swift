import Core
import Testing

/// Speaking for mobile nodes on the home link (RFC 6275 section 10.4.1, RFC 4861 section 7.2.6).
@Suite struct AddressDefenseTests {
    private let linkLocal = IPv6Address.linkLocal(interfaceIdentifier: 0x100)

    private func target(_ address: IPv6Address) -> NeighborTarget {
        NeighborTarget(interface: Place.homeInterface, address: address)
    }

    private func registering(linkLocal: Bool) -> (world: World, node: MobileNode) {
        var (world, node) = (World(), MobileNode())
        if linkLocal { node.flags |= BindingUpdateDraft.linkLocalCompatibility }
        world.receive(node.update())
        world.advance(by: .seconds(1))
        return (world, node)
    }

    private func advertised(_ world: World) -> [IPv6Address] {
        world.neighborAdvertisements.compactMap { $0.neighborAdvertisement?.target }
    }

    @Test func theAddressIsTakenOverWithTheGoldenAdvertisement() throws {
        let (world, _) = registering(linkLocal: false)
        let packet = try #require(world.neighborAdvertisements.first?.packet)
        #expect(hex(packet.octets) == hex(try WireVector.named("nd_takeover_na").packet))
        #expect(packet.delivery == .link(Place.homeInterface))
    }

    /// MAX_NEIGHBOR_ADVERTISEMENT times, RetransTimer apart, then silence.
    @Test func itIsSaidThreeTimesASecondApart() {
        var (world, _) = registering(linkLocal: false)
        world.advance(by: .seconds(60))
        let times = world.neighborAdvertisements.map(\.time)
        #expect(times.count == 3)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 == .seconds(1) })
        #expect(Set(world.neighborAdvertisements.map(\.packet.octets)).count == 1)
    }

    @Test func withTheLFlagBothAddressesAreDefended() throws {
        var (world, _) = registering(linkLocal: true)
        world.advance(by: .seconds(60))
        #expect(
            world.plane.proxies
                == [target(Place.homeAddress): Place.homeAgent, target(linkLocal): Place.homeAgent])
        #expect(advertised(world).filter { $0 == Place.homeAddress }.count == 3)
        #expect(advertised(world).filter { $0 == linkLocal }.count == 3)
        for sent in world.neighborAdvertisements {
            let message = try #require(sent.neighborAdvertisement)
            #expect(message.flags == .override)
            #expect(message.options == [.targetLinkLayerAddress(Place.homeAgentLinkLayer)])
            #expect(sent.destination == .allNodes && sent.source == Place.homeAgent)
            #expect(sent.read.packet.header.hopLimit == 255)
        }
    }

    @Test func withoutItTheLinkLocalAddressIsLeftAlone() {
        let (world, _) = registering(linkLocal: false)
        #expect(Set(world.plane.proxies.keys) == [target(Place.homeAddress)])
    }

    @Test func anUpdateThatSetsTheLFlagAddsTheLinkLocalAddress() {
        var (world, node) = registering(linkLocal: false)
        world.advance(by: .seconds(5))
        world.forget()
        node.flags |= BindingUpdateDraft.linkLocalCompatibility
        let effects = world.receive(node.update())
        #expect(effects.contains(.beginNeighborProxy(target(linkLocal), source: Place.homeAgent)))
        #expect(advertised(world).contains(linkLocal))
        #expect(world.statuses == [.accepted])
    }

    @Test func anUpdateThatClearsTheLFlagEndsItsDefense() {
        var (world, node) = registering(linkLocal: true)
        world.advance(by: .seconds(5))
        world.forget()
        node.flags &= ~BindingUpdateDraft.linkLocalCompatibility
        let effects = world.receive(node.update())
        #expect(effects.contains(.endNeighborProxy(target(linkLocal))))
        #expect(Set(world.plane.proxies.keys) == [target(Place.homeAddress)])
        world.advance(by: .seconds(10))
        #expect(advertised(world).isEmpty)
    }

    @Test func aRefreshSaysNothingOnTheLink() {
        var (world, node) = registering(linkLocal: true)
        world.advance(by: .seconds(5))
        world.forget()
        let effects = world.receive(node.update(movedTo: Place.otherCareOf))
        #expect(advertised(world).isEmpty)
        #expect(!effects.contains { if case .endNeighborProxy = $0 { true } else { false } })
    }

    @Test func everyEndOfTheBindingEndsTheDefense() {
        let ends: [(inout World, inout MobileNode) -> Void] = [
            { $0.receive($1.deregistration()) },
            { $0.receive($1.deregistrationAtHome()) },
            { world, _ in world.advance(by: .seconds(3600)) },
            { world, _ in world.handle(.clearBindings(.all)) },
            { world, _ in world.configure { $0.isEnabled = false } },
        ]
        for end in ends {
            var (world, node) = registering(linkLocal: true)
            end(&world, &node)
            #expect(world.plane.proxies.isEmpty)
            world.forget()
            world.advance(by: .seconds(10))
            #expect(advertised(world).isEmpty)
        }
    }

    /// One node with two home addresses, of two prefixes of its home link, has one link-local address: it is defended
    /// as long as one of the two bindings says so.
    @Test func aLinkLocalAddressMayBelongToTwoBindings() {
        let second = IPv6Address(rawValue: 0x2001_0db8_0005 << 80 | 0x100)
        var world = World {
            $0.homeAgent.hostGroups = [.simulated("A", Place.homeAddress), .simulated("B", second)]
            $0.interfaces["home0"]?.addresses +=
                [InterfaceAddress(address: IPv6Address(rawValue: 0x2001_0db8_0005 << 80 | 1), prefixLength: 64)]
        }
        let flags =
            BindingUpdateDraft.acknowledge | BindingUpdateDraft.homeRegistration
            | BindingUpdateDraft.linkLocalCompatibility
        var one = MobileNode(flags: flags)
        var other = MobileNode(homeAddress: second, flags: flags)
        world.receive(one.update())
        world.receive(other.update())
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted, .accepted])
        #expect(Set(world.plane.proxies.keys.map(\.address)) == [Place.homeAddress, second, linkLocal])
        world.receive(one.deregistration())
        #expect(Set(world.plane.proxies.keys.map(\.address)) == [second, linkLocal])
        world.receive(other.deregistration())
        #expect(world.plane.proxies.isEmpty)
    }
}
