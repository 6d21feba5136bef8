import Core
import Testing

/// What each line of `ipv6 nd` does to the message (RFC 4861 section 4.2, RFC 4191, RFC 6275 section 7.4, RFC 8106).
@Suite struct RouterAdvertisementSettingsTests {
    private func message(
        _ change: (inout MobilityInterfaceConfiguration) -> Void
    ) throws -> RouterAdvertisement {
        var world = World { change(&$0.interfaces["home0", default: MobilityInterfaceConfiguration()]) }
        world.advance(by: .seconds(1))
        return try #require(world.routerAdvertisements.first?.routerAdvertisement)
    }

    private func homeAgentInformation(_ message: RouterAdvertisement) -> [NeighborDiscoveryOption] {
        message.options.filter { if case .homeAgentInformation = $0 { true } else { false } }
    }

    @Test func theHeaderSaysWhatIsConfigured() throws {
        let message = try message {
            $0.advertisement.hasManagedAddresses = true
            $0.advertisement.hasOtherConfiguration = true
            $0.advertisement.preference = .high
            $0.advertisement.routerLifetime = 9000
            $0.advertisement.reachableTime = 30_000
            $0.advertisement.retransmissionTimer = 1000
            $0.advertisement.currentHopLimit = 7
        }
        #expect(message.flags == [.managedAddresses, .otherConfiguration, .homeAgent])
        #expect(message.preference == .high)
        #expect(message.routerLifetime == 9000)
        #expect(message.reachableTime == 30_000 && message.retransmissionTimer == 1000)
        #expect(message.currentHopLimit == 7)
    }

    @Test func byDefaultHostsAreLeftAlone() throws {
        let message = try message { _ in }
        #expect(message.flags == .homeAgent && message.preference == .medium)
        #expect(message.currentHopLimit == 64 && message.routerLifetime == 1800)
        #expect(message.reachableTime == 0 && message.retransmissionTimer == 0)
        #expect(message.options.count == 2, "a link-layer address and a prefix")
    }

    /// RFC 4191 section 2.2: what is no default router has no preference among them.
    @Test func aRouterThatIsNoDefaultRouterHasNoPreference() throws {
        let message = try message {
            $0.advertisement.routerLifetime = 0
            $0.advertisement.preference = .low
        }
        #expect(message.routerLifetime == 0 && message.preference == .medium)
    }

    @Test func theMTUIsTold() throws {
        let message = try message { $0.advertisement.maximumTransmissionUnit = 1400 }
        #expect(message.options.contains(.maximumTransmissionUnit(1400)))
    }

    @Test func namesAreToldEachWithItsLifetime() throws {
        let (first, second) = (try ip("2001:db8::53"), try ip("fe80::53"))
        let domain = try domain("example.org")
        let message = try message {
            $0.advertisement.recursiveDNSServers = [
                DNSInformation(second, lifetime: .max), DNSInformation(first, lifetime: nil),
            ]
            $0.advertisement.searchDomains = [DNSInformation(domain, lifetime: 60)]
        }
        let expected: [NeighborDiscoveryOption] = [
            .recursiveDNSServers(try #require(RecursiveDNSServers(lifetime: .max, addresses: [second]))),
            .recursiveDNSServers(try #require(RecursiveDNSServers(lifetime: 1800, addresses: [first]))),
            .dnsSearchList(try #require(DNSSearchList(lifetime: 60, domainNames: [domain]))),
        ]
        #expect(Array(message.options.suffix(3)) == expected)
    }

    /// A resolver is not forgotten because an advertisement or two were lost (RFC 8106 section 5.1).
    @Test func namesOutlastThreeIntervals() throws {
        let address = try ip("2001:db8::53")
        let message = try message {
            $0.advertisement.interval = .milliseconds(1_800_000)
            $0.advertisement.recursiveDNSServers = [DNSInformation(address, lifetime: nil)]
        }
        let servers = try #require(RecursiveDNSServers(lifetime: 5400, addresses: [address]))
        #expect(message.options.last == .recursiveDNSServers(servers))
    }

    // MARK: Home Agent Information

    /// Configured, it is told, with the router's lifetime or its own.
    @Test func theHomeAgentsLifetimeIsItsOwn() throws {
        let own = try message { $0.homeAgentLifetime = 65_520 }
        #expect(homeAgentInformation(own) == [.homeAgentInformation(preference: 0, lifetime: 65_520)])
        #expect(own.routerLifetime == 1800)
        let same = try message {
            $0.homeAgentPreference = 3
            $0.advertisement.routerLifetime = 600
        }
        #expect(homeAgentInformation(same) == [.homeAgentInformation(preference: 3, lifetime: 600)])
    }

    /// Without the option hosts would take the router's lifetime, 0, for the home agent's, which may not be 0.
    @Test func aHomeAgentThatIsNoDefaultRouterSaysForHowLong() throws {
        let message = try message { $0.advertisement.routerLifetime = 0 }
        #expect(homeAgentInformation(message) == [.homeAgentInformation(preference: 0, lifetime: 1800)])
    }

    @Test func theLastWordsTakeTheHomeAgentAway() throws {
        var world = World { $0.interfaces["home0"]?.homeAgentLifetime = 65_520 }
        world.advance(by: .seconds(5))
        world.forget()
        world.handle(.shutdown)
        let last = try #require(world.routerAdvertisements.last?.routerAdvertisement)
        #expect(last.flags == .homeAgent && last.routerLifetime == 0)
        #expect(homeAgentInformation(last).isEmpty, "its lifetime is the router's: 0")
    }

    // MARK: Size

    /// A home link with 200 prefixes beside its own; what is advertised of it at one moment.
    private func crowded(_ octets: UInt32) throws -> [SentPacket] {
        var world = World { configuration in
            configuration.interfaces["home0"]?.homeAgentPreference = 9
            for number in 0..<200 as Range<UInt128> {
                let prefix = IPv6Prefix(IPv6Address(rawValue: 0x2001_0db9 << 96 | number << 64), length: 64)
                configuration.interfaces["home0"]?.prefixes.individual[prefix ?? Place.homePrefix] = .init()
            }
        }
        world.handle(.linkChanged(.home.with { $0.maximumTransmissionUnit = octets }))
        world.advance(by: .seconds(5))
        let last = try #require(world.routerAdvertisements.last).time
        return world.routerAdvertisements.filter { $0.time == last }
    }

    private func prefixes(_ message: RouterAdvertisement) -> [PrefixInformation] {
        message.options.compactMap { if case .prefixInformation(let prefix) = $0 { prefix } else { nil } }
    }

    /// What does not fit the link's MTU goes into further advertisements, each whole in itself (RFC 4861 section
    /// 6.2.3).
    @Test(arguments: [1280, 1500, 9000] as [UInt32])
    func whatDoesNotFitComesInSeveral(_ octets: UInt32) throws {
        let sent = try crowded(octets)
        let room = (Int(octets) - 72) / 32
        // The router's own prefix is in each.
        #expect(sent.count == (200 + room - 2) / (room - 1))
        var told: [IPv6Prefix] = []
        for sent in sent {
            #expect(sent.packet.octets.count <= Int(octets))
            let message = try #require(sent.routerAdvertisement)
            #expect(message.flags == .homeAgent)
            #expect(message.options.first == .sourceLinkLayerAddress(Place.homeAgentLinkLayer))
            #expect(homeAgentInformation(message).count == 1)
            told += prefixes(message).map(\.prefix).filter { $0 != Place.homePrefix }
        }
        #expect(told.count == 200 && Set(told).count == 200)
    }

    /// RFC 6275 section 7.2.
    @Test(arguments: [1280, 1500, 9000] as [UInt32])
    func eachPartTellsTheRoutersAddress(_ octets: UInt32) throws {
        for sent in try crowded(octets) {
            let message = try #require(sent.routerAdvertisement)
            #expect(prefixes(message).compactMap(\.routerAddress) == [Place.homeAgent])
        }
    }
}
