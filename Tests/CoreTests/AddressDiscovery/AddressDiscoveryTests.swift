import Core
import Testing

/// Dynamic Home Agent Address Discovery (RFC 6275 section 10.5).
@Suite struct AddressDiscoveryTests {
    private static let request = DiscoveryRequestDraft()

    private static func other(_ number: UInt64, preference: UInt16 = 0, addresses: Int = 1) -> RouterAdvertisementDraft
    {
        RouterAdvertisementDraft().with {
            $0.source = .linkLocal(interfaceIdentifier: 0x100 + number)
            $0.information = (preference: preference, lifetime: 600)
            $0.addresses = (0..<addresses).map { .init(address: address(number, $0)) }
        }
    }

    private static func address(_ number: UInt64, _ index: Int = 0) -> IPv6Address {
        IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(index) << 72 | UInt128(0x1_0000 + number))
    }

    @Test func theReplyComesFromTheHomeAgentItself() throws {
        var world = World()
        world.receive(Self.request)
        let packet = try #require(world.addressDiscoveryReplies.first)
        #expect(world.sent.count == 1)
        #expect(packet.source == Place.homeAgent && packet.destination == Place.careOf)
        #expect(packet.packet.delivery == .routed)
        let reply = try #require(packet.addressDiscoveryReply)
        #expect(reply == HomeAgentAddressDiscoveryReply(identifier: 0x55aa, addresses: [Place.homeAgent]))
        #expect(world.counters.addressDiscoveryRequestsReceived == 1)
        #expect(world.counters.addressDiscoveryRepliesSent == 1)
    }

    /// The golden packet: the R flag is a reserved bit to a home agent that serves no mobile routers.
    @Test func theRequestOfAMobileRouterIsAnsweredWithoutTheFlag() throws {
        var world = World()
        world.receive(try WireVector.named("dhaad_req_nemo").packet)
        let reply = try #require(world.addressDiscoveryReplies.first?.addressDiscoveryReply)
        #expect(!reply.isForMobileRouters && reply.addresses == [Place.homeAgent])
    }

    @Test(arguments: [1, 0x7fff, 0xffff] as [UInt16])
    func reservedBitsAreIgnored(_ reserved: UInt16) throws {
        var world = World()
        let addresses = world.addresses(answering: Self.request.with { $0.reserved = reserved })
        #expect(addresses == [Place.homeAgent])
        #expect(world.sent.first?.packet.octets[46...47] == [0, 0], "its own reserved bits are 0")
    }

    /// Another home agent, of a higher and of a lower preference than this one's.
    @Test func theMostPreferredComeFirst() {
        var world = World { $0.interfaces["home0"]?.homeAgentPreference = 10 }
        world.receive(Self.other(1, preference: 9))
        world.receive(Self.other(2, preference: 65535))
        world.receive(Self.other(3, preference: 11))
        let expected = [Self.address(2), Self.address(3), Place.homeAgent, Self.address(1)]
        for _ in 0..<20 {
            let addresses = world.addresses()
            #expect(addresses == expected)
        }
    }

    @Test func equalOnesComeInEachOrder() throws {
        var world = World()
        world.receive(Self.other(1))
        world.receive(Self.other(2))
        world.receive(Self.other(3, preference: 1))
        var orders: Set<[IPv6Address]> = []
        for _ in 0..<45 {
            let addresses = world.addresses()
            orders.insert(try #require(addresses))
        }
        #expect(orders.allSatisfy { $0.first == Self.address(3) })
        #expect(orders.count == 6, "every order of three")
    }

    @Test func theAddressesOfOneComeTogetherInEachOrder() throws {
        var world = World { $0.interfaces["home0"]?.homeAgentPreference = 1 }
        world.receive(Self.other(1, addresses: 3))
        var orders: Set<[IPv6Address]> = []
        for _ in 0..<45 {
            let addresses = world.addresses()
            orders.insert(Array(try #require(addresses).dropFirst()))
        }
        #expect(orders.count == 6, "every order of three")
    }

    /// RFC 6275 section 10.5: the packet fits every link, and who is left out is the least preferred.
    @Test func seventySevenAddressesFit() throws {
        var world = World { $0.interfaces["home0"]?.homeAgentPreference = 100 }
        for number in 0..<40 { world.receive(Self.other(UInt64(number), preference: UInt16(number), addresses: 2)) }
        let answer = world.addresses()
        let addresses = try #require(answer)
        #expect(addresses.count == 77 && Set(addresses).count == 77)
        #expect(addresses.first == Place.homeAgent)
        #expect(!addresses.contains(Self.address(0)) && !addresses.contains(Self.address(0, 1)))
        #expect(world.sent.first?.packet.octets.count == 1280)
    }

    @Test func whoIsNoHomeAgentAnyMoreIsNotListed() {
        var world = World()
        world.receive(Self.other(1).with { $0.information = (preference: 0, lifetime: 5) })
        world.receive(Self.other(2).with { $0.isHomeAgent = false })
        world.advance(by: .seconds(5))
        let answer = world.addresses()
        #expect(answer == [Place.homeAgent])
    }

    /// An address whose prefix is over leads nowhere.
    @Test func addressesOfAPrefixThatIsOverAreNotListed() throws {
        let renumbered = IPv6Address(rawValue: 0x2001_0db8_0009 << 80 | 1)
        let prefix = try #require(IPv6Prefix(renumbered, length: 64))
        var world = World { configuration in
            configuration.interfaces["home0"]?.addresses.append(
                InterfaceAddress(address: renumbered, prefixLength: 64))
        }
        let both = world.addresses()
        #expect(both.map(Set.init) == [Place.homeAgent, renumbered])
        world.configure {
            var parameters = PrefixParameters<Instant>()
            parameters.lifetimes = .seconds(valid: 0, preferred: 0)
            $0.interfaces["home0"]?.prefixes.individual[prefix] = parameters
        }
        let answer = world.addresses()
        #expect(answer == [Place.homeAgent])
    }

    /// Advertisements are for neighbors; a node abroad asks itself.
    @Test func routerAdvertisementsNeedNotBeSent() {
        var world = World { $0.interfaces["home0"]?.advertisement.suppression = .all }
        let answer = world.addresses()
        #expect(answer == [Place.homeAgent])
    }

    @Test func aNeighborIsAnsweredOnItsLink() throws {
        var world = World()
        let neighbor = IPv6Address.linkLocal(interfaceIdentifier: 9)
        world.receive(
            Self.request.with {
                $0.source = neighbor
                $0.interface = Place.homeInterface
            })
        let packet = try #require(world.addressDiscoveryReplies.first)
        #expect(packet.destination == neighbor && packet.packet.delivery == .link(Place.homeInterface))
    }

    @Test(arguments: [
        (Self.request.with { $0.destination = Place.homeAgent }, DropReason.addressDiscoveryDestination),
        (Self.request.with { $0.destination = Place.homePrefix.address }, .addressDiscoveryDestination),
        (Self.request.with { $0.source = .unspecified }, .sourceNotUnicast),
        (Self.request.with { $0.source = .allNodes }, .sourceNotUnicast),
        (Self.request.with { $0.source = .loopback }, .sourceNotUnicast),
        (Self.request.with { $0.code = 1 }, .malformedMessage),
    ])
    func whatIsNoRequestIsDroppedAndCounted(_ request: DiscoveryRequestDraft, _ reason: DropReason) {
        var world = World()
        world.forget()
        world.receive(request)
        #expect(world.sent.isEmpty)
        #expect(world.drops == [reason])
    }

    @Test func eachTruncationIsDroppedAndCounted() {
        let whole = Self.request.octets
        for length in 0..<whole.count {
            var world = World()
            world.forget()
            world.receive(Array(whole.prefix(length)))
            #expect(world.sent.isEmpty)
            #expect(world.drops == [.malformedPacket])
        }
        // The packet is whole, and the message is not.
        for length in 0..<8 {
            var world = World()
            world.forget()
            let builder = IPv6PacketBuilder(source: Place.careOf, destination: DiscoveryRequestDraft.anycast)
            let message: [UInt8] = [144, 0, 0, 0, 1, 2, 0, 0]
            world.receive(
                builder.packet(nextHeader: .icmpv6, payload: Array(message.prefix(length)), checksumOffset: 2))
            #expect(world.sent.isEmpty)
            #expect(world.drops.count == 1)
        }
    }

    @Test func whereThereIsNoHomeAgentNobodyAnswers() {
        var off = World { $0.isEnabled = false }
        let fromNobody = off.addresses()
        #expect(fromNobody == nil)
        #expect(off.drops == [.mobilityDisabled])
        var plain = World { $0.interfaces["home0"]?.isHomeLink = false }
        let fromARouter = plain.addresses()
        #expect(fromARouter == nil)
        #expect(plain.drops == [.addressDiscoveryDestination])
    }

    /// A mobility message to the anycast address would make a tunnel from an address that several home agents have.
    @Test func nobodyRegistersWithTheAnycastAddress() {
        var world = World()
        var node = MobileNode()
        world.forget()
        world.receive(node.update().with { $0.destination = DiscoveryRequestDraft.anycast })
        world.advance(by: .seconds(2))
        #expect(world.drops == [.destinationNotUnicast])
        #expect(world.engine.bindings.isEmpty && world.acknowledgements.isEmpty)
    }
}
