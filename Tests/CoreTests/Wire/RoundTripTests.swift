import Core
import Testing

/// What was written is what is read, for values at random of every kind.
@Suite struct RoundTripTests {
    @Test(arguments: 0...8 as ClosedRange<UInt8>)
    func mobilityMessages(type: UInt8) throws {
        var arbitrary = Arbitrary(seed: UInt64(type))
        for _ in 0..<500 {
            let message = arbitrary.mobilityMessage(type < 8 ? type : arbitrary.number(8...255))
            let octets = packet(.mobility, message.encoded(), MobilityHeader.checksumOffset, &arbitrary)
            #expect(try ReadPacket(octets).message == message)
        }
    }

    @Test(arguments: 0...16)
    func icmpv6Messages(kind: Int) throws {
        var arbitrary = Arbitrary(seed: UInt64(kind))
        for _ in 0..<300 {
            let message = try arbitrary.icmpv6Message(kind)
            let octets = packet(.icmpv6, message.encoded(), ICMPv6Message.checksumOffset, &arbitrary)
            #expect(try ReadPacket(octets).icmpv6 == message)
        }
    }

    @Test func headers() throws {
        var arbitrary = Arbitrary(seed: 20)
        for _ in 0..<500 {
            let header = IPv6Header(
                trafficClass: arbitrary.number(), flowLabel: arbitrary.number(0...0xf_ffff),
                payloadLength: arbitrary.number(), nextHeader: NextHeader(rawValue: arbitrary.number()),
                hopLimit: arbitrary.number(), source: arbitrary.address(), destination: arbitrary.address())
            var writer = WireWriter()
            header.encode(into: &writer)
            #expect(writer.count == IPv6Header.length)
            #expect(try IPv6Header(parsing: writer.octets.span) == header)
        }
    }

    /// Cut anywhere, a header made of random values is refused, too.
    @Test(arguments: 0...8 as ClosedRange<UInt8>)
    func cutMobilityMessages(type: UInt8) throws {
        var arbitrary = Arbitrary(seed: UInt64(type) + 100)
        for _ in 0..<10 {
            let message = arbitrary.mobilityMessage(type < 8 ? type : arbitrary.number(8...255))
            let octets = packet(.mobility, message.encoded(), MobilityHeader.checksumOffset, &arbitrary)
            let packet = try IPv6Packet(parsing: octets.span)
            for end in packet.upperLayer {
                #expect(throws: WireError.self) {
                    try MobilityHeader.parse(
                        octets: octets.span.extracting(packet.upperLayer.lowerBound..<end),
                        source: packet.checksumSource, destination: packet.checksumDestination)
                }
            }
        }
    }

    private func packet(
        _ nextHeader: NextHeader, _ payload: [UInt8], _ checksumOffset: Int, _ arbitrary: inout Arbitrary
    ) -> [UInt8] {
        var builder = IPv6PacketBuilder(source: arbitrary.address(), destination: arbitrary.address())
        builder.homeAddress = arbitrary.flag() ? arbitrary.address() : nil
        builder.routingHeaderHomeAddress = arbitrary.flag() ? arbitrary.address() : nil
        return builder.packet(nextHeader: nextHeader, payload: payload, checksumOffset: checksumOffset)
    }
}
