import Core
import Testing

/// What other routers say otherwise is told, once (RFC 4861 section 6.2.7).
@Suite struct AdvertisementContradictionTests {
    private static let other = IPv6Address.linkLocal(interfaceIdentifier: 0x22)

    /// What is told when another router sends the message.
    private func told(
        _ message: RouterAdvertisement, from source: IPv6Address = other, in world: inout World
    ) -> [[AdvertisementContradiction]] {
        world.forget()
        let builder = IPv6PacketBuilder(source: source, destination: .allNodes, hopLimit: 255)
        world.receive(builder.packet(.routerAdvertisement(message)), on: Place.homeInterface)
        return world.observations.compactMap { observation in
            if case .routerAdvertisementContradicted(let what, source, "home0") = observation { what } else { nil }
        }
    }

    private func own(_ world: World) throws -> RouterAdvertisement {
        try #require(world.engine.routerAdvertisement(on: Place.homeInterface, at: world.now)).message
    }

    @Test func whoSaysTheSameOrLessIsNoMatter() throws {
        var world = World { $0.interfaces["home0"]?.advertisement.maximumTransmissionUnit = 1400 }
        #expect(told(try own(world), in: &world).isEmpty)
        #expect(told(RouterAdvertisement(routerLifetime: 0), in: &world).isEmpty)
        let prefix = PrefixInformation(
            prefix: try prefix("2001:db8:77::/64"), validLifetime: 1, preferredLifetime: 1)
        #expect(
            told(RouterAdvertisement(routerLifetime: 9, options: [.prefixInformation(prefix)]), in: &world).isEmpty)
    }

    @Test func everyContradictionIsTold() throws {
        var world = World {
            $0.interfaces["home0"]?.advertisement.reachableTime = 30_000
            $0.interfaces["home0"]?.advertisement.retransmissionTimer = 1000
            $0.interfaces["home0"]?.advertisement.maximumTransmissionUnit = 1400
        }
        let prefix = PrefixInformation(prefix: Place.homePrefix, validLifetime: 600, preferredLifetime: 600)
        let message = RouterAdvertisement(
            currentHopLimit: 255, flags: [.managedAddresses, .otherConfiguration], routerLifetime: 1800,
            reachableTime: 1, retransmissionTimer: 2,
            options: [.maximumTransmissionUnit(1500), .prefixInformation(prefix)])
        #expect(
            told(message, in: &world) == [
                [
                    .currentHopLimit, .managedAddresses, .otherConfiguration, .reachableTime, .retransmissionTimer,
                    .maximumTransmissionUnit, .prefixLifetimes,
                ]
            ])
        #expect(told(message, in: &world).isEmpty, "once is enough")
        #expect(told(try own(world), in: &world).isEmpty)
        #expect(told(message, in: &world).count == 1, "it changed its mind in between")
    }

    /// What counts down to the same date on both sides agrees, a second of transmission aside.
    @Test func lifetimesThatCountDownAgree() throws {
        var world = World()
        let date = world.now + .seconds(1000)
        world.configure {
            var parameters = PrefixParameters<Instant>()
            parameters.lifetimes = .until(valid: date, preferred: date)
            $0.interfaces["home0"]?.prefixes.common = parameters
        }
        for elapsed in [0, 300, 600] as [UInt32] {
            let prefix = PrefixInformation(
                prefix: Place.homePrefix, validLifetime: 999 - elapsed, preferredLifetime: 1001 - elapsed)
            let message = RouterAdvertisement(routerLifetime: 9, options: [.prefixInformation(prefix)])
            #expect(told(message, in: &world).isEmpty)
            world.advance(by: .seconds(300))
        }
        let prefix = PrefixInformation(prefix: Place.homePrefix, validLifetime: 999, preferredLifetime: 0)
        let message = RouterAdvertisement(routerLifetime: 9, options: [.prefixInformation(prefix)])
        #expect(told(message, in: &world) == [[.prefixLifetimes]])
    }

    /// Anybody can pretend to be any number of routers.
    @Test func theyAreBounded() {
        var world = World()
        var count = 0
        for number in 1...1000 as ClosedRange<UInt64> {
            let message = RouterAdvertisement(flags: .managedAddresses, routerLifetime: 9)
            count += told(message, from: .linkLocal(interfaceIdentifier: 0x1000 + number), in: &world).count
        }
        #expect(count == 64)
    }

    @Test func whereNothingIsAdvertisedNothingIsCompared() {
        var world = World { $0.interfaces["home0"]?.advertisement.suppression = .all }
        #expect(told(RouterAdvertisement(flags: .managedAddresses, routerLifetime: 9), in: &world).isEmpty)
    }
}
