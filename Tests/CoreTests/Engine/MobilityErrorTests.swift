import Core
import Testing

/// Messages that cannot be understood: what is answered, how often, and where to (RFC 6275 sections 9.2 and 9.3.3,
/// RFC 4443 section 2.4).
@Suite struct MobilityErrorTests {
    private func answered(_ vector: String) throws -> (world: World, sent: SentPacket) {
        var world = World()
        let before = world.snapshot
        world.receive(try WireVector.named(vector).packet)
        #expect(world.snapshot == before)
        #expect(world.sent.count == 1)
        return (world, try #require(world.sent.first))
    }

    // MARK: Binding Error

    /// An unknown type is looked at before the payload protocol.
    @Test(arguments: ["x_mhtype", "x_mhtype_and_proto"])
    func anUnknownTypeGetsTheGoldenBindingError(_ vector: String) throws {
        let (world, sent) = try answered(vector)
        #expect(hex(sent.packet.octets) == hex(try WireVector.named("be_2").packet))
        #expect(sent.packet.delivery == .routed)
        #expect(
            world.observations == [
                .mobilityMessageReceived(Place.wideAreaInterface),
                .bindingErrorSent(.unrecognizedMessageType, destination: Place.careOf),
            ])
    }

    /// To the source on the wire, with the home address in the message and no routing header (CN-31).
    @Test func aBindingErrorNamesTheHomeAddress() throws {
        var world = World()
        world.receive(BindingUpdateDraft().with { $0.type = 99 })
        let sent = try #require(world.sent.first)
        #expect(sent.bindingError == BindingError(status: .unrecognizedMessageType, homeAddress: Place.homeAddress))
        #expect(sent.destination == Place.careOf && sent.source == Place.homeAgent)
        #expect(sent.routingHeaderHomeAddress == nil && sent.read.packet.homeAddress == nil)
    }

    /// Every type that this node has no part in at all is unknown to it.
    @Test(arguments: Array(8...255) as [UInt8])
    func theTypesOfOtherProtocolsAreUnknown(_ type: UInt8) {
        var world = World()
        #expect(
            world.outcome(of: BindingUpdateDraft().with { $0.type = type }) == .bindingError(.unrecognizedMessageType))
    }

    @Test(arguments: [0, 3, 4, 6, 7] as [UInt8])
    func theOtherTypesOfMobileIPv6AreForOtherRoles(_ type: UInt8) {
        var world = World()
        let outcome = world.outcome(
            of: BindingUpdateDraft().with {
                $0.type = type
                $0.signatures = []
                // As many zeros as the longest fixed part and padding after it.
                $0.lifetime = 0
                $0.options = [[UInt8](repeating: 0, count: 28)]
            })
        #expect(outcome == .dropped(.unexpectedMessage))
    }

    // MARK: Parameter Problem

    @Test(arguments: ["x_proto", "x_hlen_bu"])
    func aWrongFieldIsPointedAt(_ name: String) throws {
        let vector = try WireVector.named(name)
        let (_, sent) = try answered(name)
        let problem = try #require(sent.parameterProblem)
        let packet = try IPv6Packet(parsing: vector.packet.span)
        #expect(problem.code == .erroneousHeaderField)
        #expect(problem.pointer == UInt32(try #require(vector.pointer)))
        #expect(hex(problem.invokingPacket) == hex(vector.packet))
        #expect(sent.destination == packet.header.source && sent.source == packet.header.destination)
        #expect(sent.packet.delivery == .routed)
    }

    @Test func aLinkLocalSourceIsToldOnItsLink() throws {
        var world = World()
        let source = IPv6Address.linkLocal(interfaceIdentifier: 0x52)
        for change in [{ $0.type = 99 }, { $0.payloadProtocol = 6 }] as [(inout BindingUpdateDraft) -> Void] {
            world.forget()
            world.receive(BindingUpdateDraft().with { $0.source = source }.with(change))
            let sent = try #require(world.sent.first)
            #expect(sent.destination == source)
            #expect(sent.packet.delivery == .link(Place.wideAreaInterface))
        }
    }

    /// A packet that fills the path comes back in part: an error is no longer than 1280 octets.
    @Test func anErrorIsNoLongerThanTheSmallestMTU() throws {
        var world = World()
        let option: [UInt8] = [200, 240] + [UInt8](repeating: 7, count: 240)
        world.receive(
            BindingUpdateDraft().with {
                $0.options = [[UInt8]](repeating: option, count: 7)
                $0.payloadProtocol = 6
            })
        let sent = try #require(world.sent.first)
        #expect(sent.parameterProblem != nil)
        #expect(sent.packet.octets.count == 1280)
    }

    // MARK: Nobody to answer

    /// A multicast or unspecified source is never answered, nor the loopback address from outside; a packet to a
    /// multicast group has no source to be answered from.
    @Test(arguments: ["::", "::1", "ff02::1", "ff0e::5"])
    func aSourceThatIsNobodyIsNotAnswered(_ text: String) throws {
        let source = try ip(text)
        let faults: [(inout BindingUpdateDraft) -> Void] = [
            { $0.type = 99 }, { $0.payloadProtocol = 6 }, { $0.isTooShort = true },
        ]
        for fault in faults {
            var world = World()
            world.receive(BindingUpdateDraft().with { $0.source = source }.with(fault))
            #expect(world.sent.isEmpty)
            #expect(world.drops.count == 1)
        }
    }

    @Test(arguments: ["ff02::1", "ff02::2", "ff0e::5"])
    func aGroupDoesNotAnswer(_ text: String) throws {
        let group = try ip(text)
        let drafts = [
            BindingUpdateDraft(), BindingUpdateDraft().with { $0.type = 99 },
            BindingUpdateDraft().with { $0.payloadProtocol = 6 },
            BindingUpdateDraft().with { $0.signatures[0].isForged = true },
        ]
        for draft in drafts {
            var world = World()
            let before = world.snapshot
            world.receive(draft.with { $0.destination = group })
            #expect(world.sent.isEmpty)
            #expect(world.drops.count == 1)
            #expect(world.snapshot == before)
        }
    }
}
