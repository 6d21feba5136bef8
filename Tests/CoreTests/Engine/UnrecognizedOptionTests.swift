import Core
import Testing

/// Destination options that nobody knows here: their type says what becomes of the packet (RFC 8200 section 4.2).
@Suite struct UnrecognizedOptionTests {
    /// A Binding Update with an option of a type before it, in a header of its own; the option is at octet 42.
    private static func packet(
        _ type: UInt8, to destination: IPv6Address = Place.homeAgent, from source: IPv6Address = Place.careOf
    ) -> [UInt8] {
        var packet = BindingUpdateDraft().with {
            $0.homeAddressOption = nil
            ($0.source, $0.destination) = (source, destination)
        }.packet
        packet[6] = 60
        packet[5] += 8
        packet.insert(contentsOf: [135, 0, type, 4, 1, 2, 3, 4], at: 40)
        return packet
    }

    @Test(arguments: [0x81, 0x9e, 0xbf, 0xc2, 0xde, 0xff] as [UInt8])
    func whoeverAsksForItIsTold(_ type: UInt8) throws {
        var world = World()
        let packet = Self.packet(type)
        world.receive(packet)
        #expect(world.sent.count == 1 && world.drops.isEmpty)
        let sent = try #require(world.sent.first)
        let problem = try #require(sent.parameterProblem)
        #expect(problem.code == .unrecognizedOption && problem.pointer == 42)
        #expect(hex(problem.invokingPacket) == hex(packet))
        #expect(sent.source == Place.homeAgent && sent.destination == Place.careOf)
        #expect(world.engine.bindings.isEmpty)
    }

    @Test(arguments: [0x41, 0x5e, 0x7f] as [UInt8])
    func othersAreMetWithSilence(_ type: UInt8) {
        var world = World()
        world.receive(Self.packet(type))
        #expect(world.sent.isEmpty && world.drops == [.unrecognizedOption])
    }

    @Test(arguments: [0x02, 0x1e, 0x3f] as [UInt8])
    func whatMayBeSkippedIsSkipped(_ type: UInt8) {
        var world = World()
        world.receive(Self.packet(type))
        #expect(!world.drops.contains(.unrecognizedOption) && world.parameterProblems.isEmpty)
    }

    @Test(arguments: [0x9e, 0xde] as [UInt8], ["::", "::1", "ff02::1"])
    func nobodyIsNotTold(_ type: UInt8, _ source: String) throws {
        var world = World()
        world.receive(Self.packet(type, from: try ip(source)))
        world.receive(Self.packet(type, to: try ip("ff0e::5")))
        #expect(world.sent.isEmpty && world.drops == [.unrecognizedOption, .unrecognizedOption])
    }

    @Test func aFloodIsAnsweredInPartAndCountedWhole() {
        var world = World()
        for _ in 0..<2000 {
            world.receive(Self.packet(0x9e))
            world.advance(by: .microseconds(500))
        }
        #expect((1...300).contains(world.parameterProblems.count))
        #expect(world.drops.count == 2000 - world.parameterProblems.count)
    }
}
