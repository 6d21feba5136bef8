import Core
import Testing

/// What a Mobile Prefix Solicitation is answered with (RFC 6275 sections 6.7, 6.8, 10.6.2 and 10.6.3).
@Suite struct PrefixSolicitationTests {
    /// A world with a registered node.
    private static func registered(_ change: (inout MobilityConfiguration) -> Void = { _ in }) -> (World, MobileNode) {
        var world = World(change)
        var node = MobileNode()
        world.register(&node)
        return (world, node)
    }

    private static func lifetimes(_ valid: UInt32, _ preferred: UInt32) -> PrefixParameters<Instant> {
        var parameters = PrefixParameters<Instant>()
        parameters.lifetimes = .seconds(valid: valid, preferred: preferred)
        return parameters
    }

    /// The golden question brings the golden answer, octet by octet, at once.
    @Test func goldenPackets() throws {
        var (world, _) = Self.registered {
            $0.interfaces["home0"]?.prefixes.common = Self.lifetimes(3600, 1800)
        }
        world.receive(try WireVector.named("mps").packet)
        let answer = try #require(world.prefixAdvertisements.first)
        #expect(answer.packet.octets == (try WireVector.named("mpa").packet))
        #expect(answer.packet.delivery == .routed)
        #expect(world.sent.count == 1)
        #expect(world.counters.prefixSolicitationsReceived == 1)
        #expect(world.counters.prefixAdvertisementsSent == [.solicited: 1])
    }

    /// RFC 6275 section 10.6.3: the flags of any router that prefixes were learned from.
    @Test func otherHomeAgentsCount() throws {
        var (world, node) = Self.registered()
        let other = IPv6Address(rawValue: 0x2001_0db8_0007 << 80 | 0x22)
        var draft = RouterAdvertisementDraft(addresses: [.init(address: other, validLifetime: 500)])
        world.receive(draft)
        world.receive(node.solicitation())
        var answer = try #require(world.prefixAdvertisements.last)
        #expect(answer.advertisedPrefixes.map(\.prefix.description) == ["2001:db8:1::/64", "2001:db8:7::/64"])
        #expect(answer.advertisedPrefixes.map(\.routerAddress) == [Place.homeAgent, other])
        #expect(answer.prefixAdvertisement?.hasManagedAddresses == false)
        #expect(answer.prefixAdvertisement?.hasOtherConfiguration == false)

        draft.flags = [.managedAddresses, .otherConfiguration]
        world.receive(draft)
        world.advance(by: .seconds(100))
        world.receive(node.solicitation())
        answer = try #require(world.prefixAdvertisements.last)
        #expect(answer.prefixAdvertisement?.hasManagedAddresses == true)
        #expect(answer.prefixAdvertisement?.hasOtherConfiguration == true)
        #expect(answer.advertisedPrefixes.last?.validLifetime == 400, "what is left of it")

        world.receive(draft.with { $0.isHomeAgent = false })
        world.receive(node.solicitation())
        answer = try #require(world.prefixAdvertisements.last)
        #expect(answer.advertisedPrefixes.count == 1, "of a router that is no home agent nothing is told")
    }

    @Test func ownFlagsCount() throws {
        var (world, node) = Self.registered {
            $0.interfaces["home0"]?.advertisement.hasManagedAddresses = true
            $0.interfaces["home0"]?.advertisement.suppression = .all
        }
        world.receive(node.solicitation())
        let answer = try #require(world.prefixAdvertisements.first)
        #expect(answer.prefixAdvertisement?.hasManagedAddresses == true)
        #expect(answer.prefixAdvertisement?.hasOtherConfiguration == false)
    }

    @Test func asManyPrefixesAsFitEveryLink() throws {
        var (world, node) = Self.registered { configuration in
            for number in 0..<60 {
                guard let prefix = IPv6Prefix("2001:db8:\(String(number + 100, radix: 16))::/64") else { continue }
                configuration.interfaces["home0"]?.prefixes.individual[prefix] = PrefixParameters()
            }
        }
        world.receive(node.solicitation())
        let answer = try #require(world.prefixAdvertisements.first)
        #expect(answer.advertisedPrefixes.count == 37 && answer.packet.octets.count == 1256)
        #expect(answer.advertisedPrefixes.first?.prefix == Place.homePrefix)
    }

    /// RFC 6275 section 9.3.1: a Home Address option needs a binding with the care-of address it came from.
    @Test func withoutABindingThereIsABindingError() throws {
        var (world, node) = Self.registered()
        node.careOfAddress = Place.otherCareOf
        world.receive(node.solicitation())
        let stranger = MobileNode(homeAddress: Place.otherHomeAddress, careOfAddress: Place.careOf)
        world.receive(stranger.solicitation())
        #expect(world.bindingErrors.map(\.bindingError?.status) == [.unknownBinding, .unknownBinding])
        #expect(world.bindingErrors.map(\.bindingError?.homeAddress) == [Place.homeAddress, Place.otherHomeAddress])
        #expect(world.bindingErrors.map(\.destination) == [Place.otherCareOf, Place.careOf])
        #expect(world.prefixAdvertisements.isEmpty)
    }

    @Test func whatIsNoSolicitationIsDroppedAndCounted() throws {
        var (world, node) = Self.registered()
        world.receive(try WireVector.named("x_mps_no_hao").packet)
        var builder = IPv6PacketBuilder(source: Place.careOf, destination: DiscoveryRequestDraft.anycast)
        builder.homeAddress = Place.homeAddress
        world.receive(
            builder.packet(nextHeader: .icmpv6, payload: [146, 0, 0, 0, 1, 2, 0, 0], checksumOffset: 2))
        node.homeAddress = .allNodes
        world.receive(node.solicitation())
        #expect(world.drops == [.homeAddressOptionMissing, .destinationNotUnicast, .homeAddressNotRoutable])
        #expect(world.sent.isEmpty)
    }

    @Test func eachTruncationIsDroppedAndCounted() {
        var (world, node) = Self.registered()
        let whole = node.solicitation()
        for length in 0..<whole.count {
            world.forget()
            world.receive(Array(whole.prefix(length)))
            #expect(world.sent.isEmpty && world.drops == [.malformedPacket])
        }
        for length in 0..<8 {
            world.forget()
            var builder = IPv6PacketBuilder(source: node.careOfAddress, destination: Place.homeAgent)
            builder.homeAddress = node.homeAddress
            let message: [UInt8] = [146, 0, 0, 0, 1, 2, 0, 0]
            world.receive(
                builder.packet(nextHeader: .icmpv6, payload: Array(message.prefix(length)), checksumOffset: 2))
            #expect(world.sent.isEmpty && world.drops.count == 1)
        }
    }

    /// Options are not defined for it, and are ignored (RFC 6275 section 6.7).
    @Test func unknownOptionsAreIgnored() {
        var (world, node) = Self.registered()
        var builder = IPv6PacketBuilder(source: node.careOfAddress, destination: Place.homeAgent)
        builder.homeAddress = node.homeAddress
        let message: [UInt8] = [146, 0, 0, 0, 1, 2, 0xff, 0xff, 200, 1, 0, 0, 0, 0, 0, 0]
        world.receive(builder.packet(nextHeader: .icmpv6, payload: message, checksumOffset: 2))
        #expect(world.prefixAdvertisements.map(\.prefixAdvertisement?.identifier) == [0x0102])
    }

    @Test func aFloodOfOneNodeLeavesOthersTheirAnswers() {
        var (world, node) = Self.registered()
        var other = MobileNode(homeAddress: Place.otherHomeAddress, careOfAddress: Place.otherCareOf)
        world.register(&other)
        for _ in 0..<1000 { world.receive(node.solicitation()) }
        #expect(world.prefixAdvertisements.count <= 20)
        #expect(world.drops.count { $0 == .prefixSolicitationRate } >= 980)
        world.forget()
        world.receive(other.solicitation())
        #expect(world.prefixAdvertisements.count == 1)
    }

    @Test(arguments: [true, false]) func whereItIsOffNobodyIsTold(_ isOffEverywhere: Bool) {
        var (world, node) = Self.registered()
        world.configure {
            if isOffEverywhere {
                $0.homeAgent.prefixDiscovery.isOn = false
            } else {
                $0.interfaces["home0"]?.tellsHomePrefixes = false
            }
        }
        world.receive(node.solicitation())
        #expect(world.drops == [.prefixDiscoveryDisabled])
        world.advance(by: .seconds(3000))
        #expect(world.prefixAdvertisements.isEmpty)
    }

    @Test func withoutMobilityNobodyIsAnswered() {
        var (world, node) = Self.registered()
        world.configure { $0.isEnabled = false }
        world.forget()
        world.receive(node.solicitation())
        #expect(world.drops == [.mobilityDisabled] && world.sent.isEmpty)
    }

    @Test func whileTheHomeLinkIsDownNothingIsKnown() {
        var (world, node) = Self.registered()
        world.handle(.linkChanged(Link.home.with { $0.isRunning = false }))
        world.receive(node.solicitation())
        #expect(world.drops == [.prefixSolicitationLinkDown])
        world.handle(.linkChanged(.home))
        world.receive(node.solicitation())
        #expect(world.prefixAdvertisements.count == 1)
    }
}
