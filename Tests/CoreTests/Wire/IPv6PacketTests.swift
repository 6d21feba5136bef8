import Core
import Testing

/// The walk along the extension headers.
@Suite struct IPv6PacketTests {
    private static let addresses = "20010db8000200000000000000000100 20010db8000100000000000000000001"
    /// Destination options: PadN, Home Address 2001:db8:1::100. The next header goes before it.
    private static let homeAddress = "02 0102 0000 c910 20010db8000100000000000000000100"
    /// Type 2 routing header with 2001:db8:1::200.
    private static let routing = "02 02 01 00000000 20010db8000100000000000000000200"

    /// A packet whose first header is `nextHeader`.
    private func packet(_ nextHeader: String, _ rest: String) -> [UInt8] {
        let rest = octets(hex: rest)
        var octets = octets(hex: "60000000 0000 \(nextHeader) 40" + Self.addresses)
        octets[5] = UInt8(rest.count & 0xff)
        octets[4] = UInt8(rest.count >> 8)
        return octets + rest
    }

    private func parse(_ nextHeader: String, _ rest: String) throws(WireError) -> IPv6Packet {
        try IPv6Packet(parsing: packet(nextHeader, rest).span)
    }

    @Test func findsTheUpperLayerRightAfterTheHeader() throws {
        let parsed = try parse("3a", "80000000")
        #expect(parsed.upperLayerProtocol == .icmpv6)
        #expect(parsed.upperLayer == 40..<44)
        #expect(try parsed.checksumSource == ip("2001:db8:2::100"))
        #expect(try parsed.checksumDestination == ip("2001:db8:1::1"))
        #expect(parsed.header.hopLimit == 64)
        #expect(try parse("3b", "").upperLayer.isEmpty)
    }

    @Test func takesHomeAddressesFromTheOptionAndTheRoutingHeader() throws {
        let parsed = try parse("2b", "3c" + Self.routing + "87" + Self.homeAddress + "3b00")
        #expect(parsed.upperLayerProtocol == .mobility)
        #expect(parsed.upperLayer == 88..<90)
        #expect(try parsed.homeAddress == ip("2001:db8:1::100"))
        #expect(parsed.homeAddressOptionOffset == 70)
        #expect(try parsed.routingHeaderHomeAddress == ip("2001:db8:1::200"))
        #expect(try parsed.checksumSource == ip("2001:db8:1::100"))
        #expect(try parsed.checksumDestination == ip("2001:db8:1::200"))
        #expect(try parsed.header.source == ip("2001:db8:2::100"))
    }

    @Test func ignoresOctetsPastThePayloadLength() throws {
        let octets = packet("3a", "80000000") + [1, 2, 3]
        #expect(try IPv6Packet(parsing: octets.span).upperLayer == 40..<44)
    }

    @Test func refusesWhatIsNoPacket() {
        #expect(throws: WireError(.truncated, offset: 0)) { try IPv6Packet(parsing: [UInt8]().span) }
        let short = Array(packet("3a", "80000000").dropLast())
        #expect(throws: WireError(.truncated, offset: 43)) { try IPv6Packet(parsing: short.span) }
        var version4 = packet("3a", "")
        version4[0] = 0x45
        #expect(throws: WireError(.version, offset: 0)) { try IPv6Packet(parsing: version4.span) }
    }

    @Test(
        arguments: [
            // Upper layers that are not looked into: ESP, Authentication Header, a fragment that is not the whole.
            ("32", "00001001", 50, 40), ("33", "3b02000000000000", 51, 40), ("2c", "3a00 0001 00000007", 44, 40),
            ("2c", "3a00 0008 00000007", 44, 40),
            // A fragment that is the whole (RFC 6946); a hop-by-hop Router Alert; a routing header with nothing left.
            ("2c", "3a00 0000 00000007", 58, 48), ("00", "3a00 05020000 0100", 58, 48),
            ("2b", "3a00 0000 00000000", 58, 48),
            // Unknown options that may be skipped.
            ("3c", "3a00 3e020000 0100", 58, 48), ("00", "3a00 1e020000 0100", 58, 48),
            // Destination options twice, before and after a fragment header.
            ("3c", "2c00 010400000000 3c000000 00000007 3a00 010400000000", 58, 64),
        ] as [(String, String, UInt8, Int)])
    func walksTo(nextHeader: String, rest: String, upperLayer: UInt8, at offset: Int) throws {
        let parsed = try parse(nextHeader, rest)
        #expect(parsed.upperLayerProtocol.rawValue == upperLayer)
        #expect(parsed.upperLayer.lowerBound == offset)
    }

    @Test(
        arguments: [
            // Options: unknown ones of each kind, one past its header, one without its length.
            ("3c", "3a00 5e020000 0100", .unrecognizedOption, 42),
            ("3c", "3a00 9e020000 0100", .unrecognizedOption, 42),
            ("00", "3a00 de020000 0100", .unrecognizedOption, 42), ("3c", "3a00 0105 00000000", .optionOverrun, 42),
            ("3c", "3a00 0103 000000c9", .optionOverrun, 47),
            // The Home Address option belongs into destination options, once, 16 octets long, in its place.
            ("00", "3a" + homeAddress, .unrecognizedOption, 46),
            ("3c", "3a01 0102 0000 c908 0000000000000000", .homeAddressOptionLength, 47),
            ("3c", "3c" + homeAddress + "3a" + homeAddress, .homeAddressOptionRepeated, 70),
            ("2c", "3c00 0000 00000007 3a" + homeAddress, .homeAddressOptionOrder, 54),
            ("3c", "2b" + homeAddress + "3a" + routing, .homeAddressOptionOrder, 46),
            // Routing headers.
            ("2b", "3a04 0202 00000000" + addresses, .routingHeaderLength, 41),
            ("2b", "3a02 0200 00000000 20010db8000100000000000000000200", .routingHeaderSegmentsLeft, 43),
            ("2b", "2b" + routing + "3a" + routing, .routingHeaderRepeated, 64),
            ("2b", "3a02 0001 00000000 20010db8000100000000000000000200", .routingHeaderType, 42),
            // Order and number of headers.
            ("3c", "0000 010400000000 3a00 010400000000", .extensionHeaderOrder, 40),
            ("3c", String(repeating: "3c00 010400000000", count: 9), .extensionHeaderCount, 104),
            // Headers past the end.
            ("3c", "3a01 010400000000", .truncated, 48), ("3c", "3a", .truncated, 41),
            ("2c", "3a00 0000", .truncated, 44),
            ("2b", "", .truncated, 40),
        ] as [(String, String, WireError.Code, Int)])
    func refuses(nextHeader: String, rest: String, code: WireError.Code, offset: Int) {
        #expect(throws: WireError(code, offset: offset)) { try parse(nextHeader, rest) }
    }

    @Test func walksAlongAsManyExtensionHeadersAsItMay() throws {
        let headers = String(repeating: "3c00 010400000000", count: IPv6Packet.maximumExtensionHeaders - 1)
        #expect(try parse("3c", headers + "3a00 010400000000").upperLayerProtocol == .icmpv6)
    }

    @Test func saysWhatToDoAboutAnUnknownOption() {
        #expect(UnrecognizedOptionAction(optionType: 0x1e) == .skip)
        #expect(UnrecognizedOptionAction(optionType: 0x5e) == .discard)
        #expect(UnrecognizedOptionAction(optionType: 0x9e) == .discardAndReport)
        #expect(UnrecognizedOptionAction(optionType: 0xc9) == .discardAndReportUnlessMulticast)
    }
}
