import Core
import Testing

/// Duplicate address detection on the home link before the first acknowledgement (RFC 6275 section 10.3.1, RFC 4862
/// section 5.4).
@Suite struct DuplicateAddressDetectionTests {
    private let target = NeighborTarget(interface: Place.homeInterface, address: Place.homeAddress)
    private let linkLocal = IPv6Address.linkLocal(interfaceIdentifier: 0x100)

    private func probing(linkLocal: Bool = false) -> (world: World, node: MobileNode) {
        var (world, node) = (World(), MobileNode())
        if linkLocal { node.flags |= BindingUpdateDraft.linkLocalCompatibility }
        world.receive(node.update())
        return (world, node)
    }

    @Test func theHomeAddressIsProbedBeforeAnythingElse() throws {
        var (world, node) = (World(), MobileNode())
        let effects = world.receive(node.update()).filter { if case .observe = $0 { false } else { true } }
        #expect(effects.first == .beginAddressWatch(target), "the watch is set before the probe can be answered")
        #expect(effects.count == 2)
        let probe = try #require(world.sent.first)
        #expect(hex(probe.packet.octets) == hex(try WireVector.named("nd_dad_probe").packet))
        #expect(probe.packet.delivery == .link(Place.homeInterface))
        #expect(world.engine.bindings.isEmpty && world.plane.tunnels.isEmpty && world.plane.proxies.isEmpty)
    }

    @Test func afterASecondOfSilenceTheAddressIsFree() {
        var (world, _) = probing()
        world.advance(by: .milliseconds(999))
        #expect(world.acknowledgements.isEmpty)
        world.advance(by: .milliseconds(1))
        #expect(world.statuses == [.accepted])
        #expect(world.plane.watches.isEmpty)
        world.advance(by: .seconds(60))
        #expect(world.statuses == [.accepted])
        #expect(world.neighborSolicitations.count == 1)
    }

    @Test func withTheLFlagBothAddressesAreProbed() {
        let (world, _) = probing(linkLocal: true)
        #expect(Set(world.plane.watches.map(\.address)) == [Place.homeAddress, linkLocal])
        #expect(
            Set(world.neighborSolicitations.compactMap { $0.neighborSolicitation?.target })
                == [Place.homeAddress, linkLocal])
        #expect(world.neighborSolicitations.allSatisfy { $0.source == .unspecified })
    }

    @Test(arguments: [true, false], [true, false])
    func eitherAddressInUseRefusesAll(isProbe: Bool, isLinkLocal: Bool) {
        var (world, _) = probing(linkLocal: true)
        let address = isLinkLocal ? linkLocal : Place.homeAddress
        if isProbe { world.receiveProbe(of: address) } else { world.receiveAdvertisement(of: address) }
        #expect(world.statuses == [.duplicateAddressDetectionFailed])
        world.advance(by: .seconds(60))
        #expect(world.statuses == [.duplicateAddressDetectionFailed])
        #expect(world.engine.bindings.isEmpty && world.plane.watches.isEmpty && world.plane.tunnels.isEmpty)
    }

    @Test func itIsRefusedWhateverTheAFlagSays() {
        var world = World()
        world.receive(BindingUpdateDraft().with { $0.flags = BindingUpdateDraft.homeRegistration })
        world.receiveAdvertisement(of: Place.homeAddress)
        #expect(world.statuses == [.duplicateAddressDetectionFailed])
    }

    @Test func whatIsSaidOfOtherAddressesOrElsewhereDoesNotCount() {
        var (world, _) = probing()
        world.receiveAdvertisement(of: linkLocal)
        world.receiveProbe(of: Place.otherHomeAddress)
        world.receiveAdvertisement(of: Place.homeAddress, on: Place.wideAreaInterface)
        world.receive(Neighbor.solicitation(of: Place.homeAddress), on: Place.homeInterface)
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
    }

    /// From beyond the link nobody can deny an address (RFC 4861 section 7.1).
    @Test func whatMayHavePassedARouterDoesNotCount() {
        var (world, _) = probing()
        world.receive(Neighbor.advertisement(of: Place.homeAddress, hopLimit: 254), on: Place.homeInterface)
        #expect(world.drops == [.malformedMessage])
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
    }

    @Test func whatIsSaidLaterDoesNotCount() {
        var (world, _) = probing()
        world.advance(by: .seconds(1))
        world.receiveAdvertisement(of: Place.homeAddress)
        #expect(world.engine.bindings.count == 1)
        #expect(world.statuses == [.accepted])
    }

    @Test func thereIsNoDetectionForANodeThatHasABinding() {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        node.flags |= BindingUpdateDraft.linkLocalCompatibility
        world.receive(node.update(movedTo: Place.otherCareOf))
        #expect(world.statuses == [.accepted])
        #expect(world.neighborSolicitations.isEmpty)
    }

    @Test func afterTheBindingEndedThereIsDetectionAgain() {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.receive(node.deregistration())
        world.forget()
        world.receive(node.update())
        #expect(world.neighborSolicitations.count == 1)
        #expect(world.acknowledgements.isEmpty)
    }

    /// A home link that nobody can be reached on has no neighbors to ask, or to disturb.
    @Test func aVirtualHomeLinkNeedsNoNeighborDiscovery() {
        var world = World()
        world.handle(.linkChanged(.home.with { $0.isRunning = false }))
        world.forget()
        world.receive(BindingUpdateDraft())
        #expect(world.statuses == [.accepted])
        #expect(world.neighborSolicitations.isEmpty && world.neighborAdvertisements.isEmpty)
        #expect(world.plane.proxies.isEmpty && world.plane.watches.isEmpty)
    }

    @Test func theTestOfManyNodesAtOnceKeepsThemApart() {
        var world = World { $0.homeAgent.hostGroups = [.simulated("ALL", Place.homePrefix)] }
        for number in 0..<20 {
            var node = MobileNode(homeAddress: Place.homeAddress(number), careOfAddress: Place.careOf(number))
            world.receive(node.update())
        }
        world.receiveAdvertisement(of: Place.homeAddress(3))
        world.receiveProbe(of: Place.homeAddress(11))
        world.advance(by: .seconds(1))
        #expect(world.statuses.filter { $0 == .duplicateAddressDetectionFailed }.count == 2)
        #expect(world.engine.bindings.count == 18)
        #expect(world.engine.binding(of: Place.homeAddress(3)) == nil)
        #expect(world.engine.binding(of: Place.homeAddress(11)) == nil)
    }
}
