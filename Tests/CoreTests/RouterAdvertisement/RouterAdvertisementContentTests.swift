import Core
import Testing

/// What a home agent says of itself and its link (RFC 4861 section 4.2, RFC 6275 sections 7.1, 7.2 and 7.5).
@Suite struct RouterAdvertisementContentTests {
    private func first(_ world: World) throws -> (sent: SentPacket, message: RouterAdvertisement) {
        var world = world
        world.advance(by: .seconds(1))
        let sent = try #require(world.routerAdvertisements.first)
        return (sent, try #require(sent.routerAdvertisement))
    }

    private func prefixes(_ message: RouterAdvertisement) -> [PrefixInformation] {
        message.options.compactMap { if case .prefixInformation(let prefix) = $0 { prefix } else { nil } }
    }

    @Test func itComesFromTheLinkLocalAddressToAllNodes() throws {
        let (sent, _) = try first(World())
        #expect(sent.source == Place.homeAgentLinkLocal)
        #expect(sent.destination == .allNodes)
        #expect(sent.read.packet.header.hopLimit == 255)
        #expect(sent.packet.delivery == .link(Place.homeInterface))
        let header = sent.read.packet.header
        #expect(throws: Never.self) { try sent.read.icmpv6?.validate(receivedWith: header) }
    }

    @Test func aHomeAgentSaysThatItIsOne() throws {
        let (_, message) = try first(World())
        #expect(message.flags == .homeAgent)
        #expect(message.preference == .medium)
        #expect(message.routerLifetime > 0)
    }

    /// A home agent puts the option into every advertisement (W-43).
    @Test func theLinkLayerAddressIsInEveryOne() {
        var world = World()
        world.advance(by: .seconds(60))
        world.handle(.shutdown)
        #expect(world.routerAdvertisements.count > 50)
        for sent in world.routerAdvertisements {
            #expect(sent.routerAdvertisement?.options.first == .sourceLinkLayerAddress(Place.homeAgentLinkLayer))
        }
    }

    /// R=1, and the prefix field holds the whole address of the router (W-40).
    @Test func thePrefixComesWithTheRoutersAddress() throws {
        let prefix = try #require(prefixes(try first(World()).message).first)
        #expect(prefix.prefix == Place.homePrefix)
        #expect(prefix.routerAddress == Place.homeAgent)
        #expect(prefix.isOnLink && prefix.isAutonomous)
        #expect(prefix.preferredLifetime > 0 && prefix.preferredLifetime <= prefix.validLifetime)
    }

    @Test func everyUsablePrefixOfTheLinkIsThereOnce() throws {
        var world = World()
        let second = try ip("2001:db8:5::7")
        let failed = try ip("2001:db8:6::7")
        world.handle(
            .linkChanged(
                .home.with {
                    $0.addresses.append(Link.Address(address: second, prefixLength: 64, isUsable: true))
                    $0.addresses.append(Link.Address(address: failed, prefixLength: 64, isUsable: false))
                }))
        world.advance(by: .seconds(2))
        let message = try #require(world.routerAdvertisements.last?.routerAdvertisement)
        #expect(prefixes(message).map(\.prefix) == [Place.homePrefix, try prefix("2001:db8:5::/64")])
        #expect(prefixes(message).map(\.routerAddress) == [Place.homeAgent, second])
    }

    @Test func aRouterThatIsNoHomeAgentDoesNotClaimToBe() throws {
        let world = World {
            $0.interfaces["home0"]?.isHomeLink = false
            $0.interfaces["wan0"]?.advertisement.interval = .milliseconds(500)
        }
        let (sent, message) = try first(world)
        #expect(sent.packet.delivery == .link(Place.wideAreaInterface))
        #expect(message.flags == [])
        #expect(prefixes(message).map(\.routerAddress) == [nil])
        #expect(prefixes(message).map(\.prefix) == [try prefix("2001:db8:f::/64")])
    }

    /// With `ipv6 mobile` off nothing mobile is said, whatever else the interface is configured for.
    @Test func withMobilityOffItIsNoHomeAgentEither() throws {
        let world = World {
            $0.isEnabled = false
            $0.interfaces["home0"]?.advertisement.interval = .milliseconds(500)
        }
        let (_, message) = try first(world)
        #expect(message.flags == [])
        #expect(prefixes(message).map(\.routerAddress) == [nil])
    }

    /// AdvDefaultLifetime: at least the interval, at most 9000 s, and in whole seconds never 0 (W-44).
    @Test(arguments: [70, 500, 1000, 200_000, 600_000, 1_800_000] as [UInt32])
    func theRouterLifetimeOutlastsTheInterval(_ interval: UInt32) throws {
        let world = World { $0.interfaces["home0"]?.advertisement.interval = .milliseconds(interval) }
        let (_, message) = try first(world)
        #expect(UInt32(message.routerLifetime) * 1000 >= interval)
        #expect((1...9000).contains(message.routerLifetime))
    }

    @Test func aLinkWithoutLinkLayerAddressesHasNoneToTell() throws {
        var world = World()
        world.handle(.linkChanged(.home.with { $0.linkLayerAddress = nil }))
        world.forget()
        world.advance(by: .seconds(2))
        let message = try #require(world.routerAdvertisements.first?.routerAdvertisement)
        #expect(message.options.count == 1)
    }

    // MARK: Options of Mobile IPv6

    /// MaxRtrAdvInterval, and 20 ms more where that is below 200 ms (W-41).
    @Test(arguments: [(70, 90), (199, 219), (200, 200), (500, 500), (200_000, 200_000)] as [(UInt32, UInt32)])
    func theIntervalIsToldWhereThatIsAskedFor(_ interval: UInt32, _ told: UInt32) throws {
        let world = World {
            $0.interfaces["home0"]?.advertisement.interval = .milliseconds(interval)
            $0.interfaces["home0"]?.advertisement.tellsInterval = true
        }
        #expect(try first(world).message.options.contains(.advertisementInterval(milliseconds: told)))
    }

    @Test func theLastOneTellsTheSameInterval() throws {
        var world = World {
            $0.interfaces["home0"]?.advertisement.interval = .milliseconds(500)
            $0.interfaces["home0"]?.advertisement.tellsInterval = true
        }
        world.advance(by: .seconds(5))
        world.handle(.shutdown)
        let last = try #require(world.routerAdvertisements.last?.routerAdvertisement)
        #expect(last.routerLifetime == 0)
        #expect(last.options.contains(.advertisementInterval(milliseconds: 500)))
    }

    @Test func theIntervalIsNotToldUnasked() throws {
        let (_, message) = try first(World())
        #expect(!message.options.contains { if case .advertisementInterval = $0 { true } else { false } })
    }

    /// The preference, with the lifetime of the router; never with lifetime 0, and only where H is set (W-42).
    @Test func thePreferenceIsToldWhereItIsNotWhatHostsAssume() throws {
        func information(_ message: RouterAdvertisement?) -> [NeighborDiscoveryOption] {
            message?.options.filter { if case .homeAgentInformation = $0 { true } else { false } } ?? []
        }
        var world = World { $0.interfaces["home0"]?.homeAgentPreference = 10 }
        let (_, message) = try first(world)
        #expect(
            information(message) == [.homeAgentInformation(preference: 10, lifetime: message.routerLifetime)])
        world.advance(by: .seconds(5))
        world.handle(.shutdown)
        let last = information(world.routerAdvertisements.last?.routerAdvertisement)
        #expect(last == [])
        #expect(information(try first(World()).message).isEmpty)
        let plainRouter = World {
            $0.isEnabled = false
            $0.interfaces["home0"]?.homeAgentPreference = 10
            $0.interfaces["home0"]?.advertisement.interval = .milliseconds(500)
        }
        #expect(information(try first(plainRouter).message).isEmpty)
    }
}
