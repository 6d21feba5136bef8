import Testing

@testable import Core

/// Which address a mobile node is reached at (RFC 6275 sections 11.5.1 and 11.5.3).
@Suite struct CareOfAddressChoiceTests {
    private static let router = SimulatedRouter(5).with { $0.interval = 500...1000 }

    private func settled(_ change: (inout SimulatedRouter) -> Void = { _ in }) -> AccessWorld {
        var world = AccessWorld([AccessNetwork([Self.router.with(change)])])
        world.plug(into: 0)
        world.run(for: .seconds(10))
        world.forget()
        return world
    }

    private func address(_ text: String, isUsable: Bool = true) throws -> Link.Address {
        Link.Address(address: try ip(text), prefixLength: 64, isUsable: isUsable)
    }

    @Test func anAddressOfAnotherPrefixIsNone() throws {
        var world = settled()
        let other = try address("2001:db8:9::9")
        world.change { $0.addresses = [$0.addresses[0], other] }
        #expect(world.careOfAddresses == [nil])
    }

    @Test func oneThatIsBeingDetectedIsNone() throws {
        var world = settled()
        let other = try address("2001:db8:5::9", isUsable: false)
        world.change { $0.addresses = [$0.addresses[0], other] }
        #expect(world.careOfAddresses == [nil])
        world.change { $0.addresses[1].isUsable = true }
        #expect(world.careOfAddresses == [other.address])
    }

    @Test func oneThatIsWrittenByHandCounts() throws {
        var world = AccessWorld([AccessNetwork([Self.router])])
        world.interfaces[0].isAutonomous = false
        let written = try address("2001:db8:5::9")
        world.interfaces[0].change { $0.addresses.append(written) }
        world.plug(into: 0)
        world.run(for: .seconds(2))
        #expect(world.careOfAddresses == [written.address])
    }

    /// The kernel makes no address: the link counts, and waits for one.
    @Test func withoutAddressTheLinkIsAttached() {
        var world = AccessWorld([AccessNetwork([Self.router])])
        world.interfaces[0].isAutonomous = false
        world.plug(into: 0)
        world.run(for: .seconds(2))
        #expect(world.careOfAddresses == [nil])
        #expect(world.attachments[0].careOfAddressExpiry == nil)
        #expect(world.attachments[0].movement.careOfAddressUsable == nil)
    }

    @Test func theOneInUseStays() throws {
        var world = settled()
        let more = [try address("2001:db8:5::1"), try address("2001:db8:5::9")]
        world.change { $0.addresses = [$0.addresses[0]] + more + $0.addresses.dropFirst() }
        world.run(for: .seconds(10))
        #expect(world.isAt(5))
        #expect(!world.told.contains { if case .attached = $0 { true } else { false } })
    }

    @Test func aHomeAddressIsNone() throws {
        var world = AccessWorld([AccessNetwork([SimulatedRouter(1)])])
        world.interfaces[0].isAutonomous = false
        world.plug(into: 0)
        world.change {
            $0.addresses.append(Link.Address(address: Place.homeAddress, prefixLength: 64, isUsable: true))
        }
        world.run(for: .seconds(2))
        #expect(world.careOfAddresses == [nil])
        #expect(world.attachments[0].prefixes == [Place.homePrefix])
    }

    /// A prefix is deprecated: its address is left for one of another prefix, and kept if there is none.
    @Test func aDeprecatedAddressIsLeftForABetterOne() throws {
        var world = settled()
        world.networks[0].routers[0].prefixes = [SimulatedRouter.prefix(5, preferredLifetime: 0)]
        world.run(for: .seconds(5))
        #expect(world.isAt(5))
        world.networks[0].routers[0].prefixes.append(SimulatedRouter.prefix(6))
        world.run(for: .seconds(5))
        #expect(world.isAt(6))
        let movement = try #require(world.attachments.first?.movement)
        #expect(movement.careOfAddressUsable == movement.routerHeard)
        #expect(world.left.isEmpty)
    }

    /// It is deprecated by time alone.
    @Test func aPreferredLifetimeEnds() throws {
        var world = settled { $0.prefixes.append(SimulatedRouter.prefix(6)) }
        #expect(world.isAt(5))
        world.networks[0].routers[0].prefixes = [
            SimulatedRouter.prefix(5, preferredLifetime: 30), SimulatedRouter.prefix(6),
        ]
        world.run(for: .seconds(3))
        world.networks[0].routers[0].prefixes = [SimulatedRouter.prefix(6)]
        world.run(for: .seconds(26)) { #expect($0.isAt(5)) }
        world.run(for: .seconds(5))
        #expect(world.isAt(6))
    }

    @Test func aValidLifetimeEnds() throws {
        var world = settled { $0.prefixes = [SimulatedRouter.prefix(5, validLifetime: 40, preferredLifetime: 40)] }
        let expiry = try #require(world.attachments.first?.careOfAddressExpiry)
        #expect(expiry - world.now <= .seconds(40) && expiry - world.now > .seconds(37))
        world.networks[0].routers[0].prefixes = []
        world.run(for: .seconds(30)) { #expect($0.isAt(5)) }
        world.run(for: .seconds(12))
        #expect(world.careOfAddresses == [nil] && world.attachments[0].prefixes == [])
    }

    @Test func aWithdrawnPrefixIsNone() {
        var world = settled()
        world.networks[0].routers[0].prefixes = [SimulatedRouter.prefix(5, validLifetime: 0, preferredLifetime: 0)]
        world.run(for: .seconds(2))
        #expect(world.careOfAddresses == [nil])
    }

    @Test func whatIsValidForEverHasNoEnd() {
        let world = settled { $0.prefixes = [SimulatedRouter.prefix(5, validLifetime: .max, preferredLifetime: .max)] }
        #expect(world.isAt(5) && world.attachments[0].careOfAddressExpiry == nil)
    }

    /// An address that came along belongs to somebody on the new link, or on the old one after the carrier was gone.
    @Test func oneThatSomebodyElseHasIsNone() throws {
        var world = settled()
        let careOfAddress = AccessInterface.address(2, in: 5)
        world.unplug()
        world.networks[0].taken = [careOfAddress]
        world.forget()
        world.plug(into: 0)
        world.run(for: .seconds(3))
        #expect(world.careOfAddresses == [nil])
        #expect(
            world.told.contains(
                .addressDuplicated(NeighborTarget(interface: AccessWorld.first, address: careOfAddress))))
        let other = try address("2001:db8:5::9")
        world.change { $0.addresses.append(other) }
        #expect(world.careOfAddresses == [other.address])
    }

    /// Who has it could not be heard: it is asked about again.
    @Test func oneThatSomebodyElseHasIsNoneOnceHeIsHeard() {
        var world = settled()
        world.unplug()
        world.networks[0].taken = [AccessInterface.address(2, in: 5)]
        world.refusesWatches = true
        world.plug(into: 0)
        world.run(for: .seconds(10))
        #expect(world.isAt(5) && world.detections.count <= 22, "two addresses, once a second")
        world.refusesWatches = false
        world.run(for: .seconds(3))
        #expect(world.careOfAddresses == [nil])
        world.forget()
        world.run(for: .seconds(10))
        #expect(world.detections.isEmpty && world.plane.watches.isEmpty)
    }

    @Test func aLinkLocalAddressThatSomebodyElseHasIsNotSpokenFrom() {
        var world = settled()
        world.unplug()
        world.networks[0].taken = [AccessInterface.linkLocal(2)]
        world.plug(into: 0)
        world.run(for: .seconds(3))
        world.forget()
        world.networks[0].routers[0].isOn = false
        world.run(for: .seconds(20))
        #expect(Set(world.probes.map(\.source)) == [AccessInterface.address(2, in: 5)])
        #expect(Set(world.solicitations.map(\.source)) == [.unspecified])
    }

    /// A link may bring a probe back to where it came from.
    @Test func anEchoIsNoDuplicate() throws {
        var world = settled()
        world.unplug()
        world.plug(into: 0)
        while world.detections.count < 2 { world.run(for: .milliseconds(1)) }
        let probe = Neighbor.probe(of: AccessInterface.address(2, in: 5))
        world.receive(probe, from: world.interfaces[0].link.linkLayerAddress)
        #expect(world.isAt(5))
        world.receive(probe, from: Neighbor.linkLayer)
        #expect(world.careOfAddresses == [nil])
    }

    /// At home the home agent has kept the link-local address: no detection of it (RFC 6275 section 11.5.5).
    @Test func atHomeTheLinkLocalAddressIsNotDetected() {
        var world = AccessWorld([AccessNetwork([SimulatedRouter(1)])])
        world.plug(into: 0)
        world.run(for: .seconds(2))
        #expect(world.attachments.first?.prefixes == [Place.homePrefix])
        #expect(world.detections.isEmpty)
    }

    /// Home is known as soon as its router is heard.
    @Test func homeIsThereBeforeAnAddress() {
        var world = AccessWorld([AccessNetwork([SimulatedRouter(1)])])
        world.interfaces[0].addressDelay = 60_000
        world.plug(into: 0)
        let heard = world.time { !$0.attachments.isEmpty }
        #expect(heard.map { $0 <= .milliseconds(80) } == true)
        #expect(world.careOfAddresses == [nil])
        #expect(world.attachments[0].prefixes == [Place.homePrefix])
    }
}
