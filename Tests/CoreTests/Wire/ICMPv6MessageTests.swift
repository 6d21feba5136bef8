import Core
import Testing

@Suite struct ICMPv6MessageTests {
    private let source: IPv6Address
    private let destination: IPv6Address

    init() throws {
        source = try ip("fe80::1")
        destination = try ip("2001:db8:1::1")
    }

    /// Gives a message its checksum and reads it.
    private func read(_ hex: String) throws(WireError) -> ICMPv6Message {
        var message = octets(hex: hex)
        var checksum = InternetChecksum(
            source: source, destination: destination, upperLayerLength: message.count, nextHeader: .icmpv6)
        checksum.add(message.span)
        message[2] = UInt8(checksum.value >> 8)
        message[3] = UInt8(checksum.value & 0xff)
        return try ICMPv6Message.parse(octets: message.span, source: source, destination: destination)
    }

    private static let target = "20010db8000100000000000000000100"

    @Test(
        arguments: [
            ("8500 0000 000000", .truncated, 7), ("8600 0000 00000000 00000000 000000", .truncated, 15),
            ("8700 0000 00000000 20010db8", .truncated, 12), ("0100 0000 000000", .truncated, 7),
            ("8501 0000 00000000", .messageCode, 1), ("8801 0000 00000000" + target, .messageCode, 1),
            ("9301 0000 00000000", .messageCode, 1), ("9100 0000 00000000 00", .messageLength, 9),
            ("9100 0000 00000000" + target + "20010db8", .messageLength, 28),
            ("8500 0000 00000000 0100 000000000000", .optionLength, 9),
            ("8500 0000 00000000 0102 000000000000", .optionOverrun, 8), ("8500 0000 00000000 01", .optionOverrun, 8),
            ("9300 0000 00000000 03", .optionOverrun, 8),
        ] as [(String, WireError.Code, Int)])
    func refuses(message: String, code: WireError.Code, offset: Int) {
        #expect(throws: WireError(code, offset: offset)) { try read(message) }
    }

    @Test func refusesAWrongChecksum() {
        let message = octets(hex: "8500 1234 00000000")
        #expect(throws: WireError(.checksum, offset: 2)) {
            try ICMPv6Message.parse(octets: message.span, source: source, destination: destination)
        }
        #expect(throws: WireError(.truncated, offset: 3)) {
            try ICMPv6Message.parse(octets: message.span.extracting(0..<3), source: source, destination: destination)
        }
    }

    @Test(arguments: [
        // A link-layer address of 8 octets and more; prefix information of another length, or of 129 bits; a route
        // whose prefix does not fit, or with the reserved preference; servers without an address or half of one.
        "0102 0102030405060708090a0b0c0d0e", "0303 4000 000000010000000100000000 0000000000000000",
        "0304 81c0 00000001000000010000000020010db8000000000000000000000000",
        "1802 4108 00000001 0000000000000000", "1801 0108 00000001", "1801 0010 00000001",
        "1901 0000 00000001", "1902 0000 00000001 20010db800000000",
        // Search lists: nothing but padding, a compressed name, a name past the end, a label past the end.
        "1f01 0000 00000001", "1f02 0000 00000001 c00c000000000000", "1f02 0000 00000001 0761616161616161",
        "1f02 0000 00000001 3f61616161616100",
        // Of no known type.
        "c801 010203040506",
    ])
    func keepsAnOptionThatItCannotRead(option: String) throws {
        let expected = octets(hex: option)
        let message = ICMPv6Message.routerSolicitation(
            RouterSolicitation(options: [.unknown(type: expected[0], data: Array(expected[2...]))]))
        #expect(try read("8500 0000 00000000" + option) == message)
        #expect(hex(message.encoded().dropFirst(8)) == hex(expected))
    }

    @Test func ignoresReservedFields() throws {
        #expect(try read("8700 0000 ffffffff" + Self.target) == read("8700 0000 00000000" + Self.target))
        #expect(try read("8800 0000 ffffffff" + Self.target) == read("8800 0000 e0000000" + Self.target))
        #expect(try read("9200 0000 1234 ffff") == read("9200 0000 1234 0000"))
        // The reserved preference of a router is medium.
        #expect(try read("8600 0000 4013 0708 00000000 00000000") == read("8600 0000 4000 0708 00000000 00000000"))
    }

    @Test func keepsTheInvokingPacketWithinTheSmallestMTU() {
        let packet = [UInt8](repeating: 1, count: 1500)
        let message = ICMPv6Message.packetTooBig(PacketTooBig(maximumTransmissionUnit: 1400, invokingPacket: packet))
        #expect(message.encoded().count == 1280 - 40)
    }

    @Test func fillsUpAndCutsAnUnknownOption() {
        func encoded(_ count: Int) -> [UInt8] {
            let option = NeighborDiscoveryOption.unknown(type: 200, data: [UInt8](repeating: 1, count: count))
            return Array(ICMPv6Message.routerSolicitation(RouterSolicitation(options: [option])).encoded()[8...])
        }
        #expect(encoded(0) == octets(hex: "c801 000000000000"))
        #expect(encoded(7) == octets(hex: "c802 01010101010101 00000000000000"))
        #expect(encoded(3000).count == 2040)
        #expect(encoded(3000)[1] == 255)
    }

    @Test func readsARouterAddressOutOfPrefixInformation() throws {
        let option = "0304 40e0 00000e10 00000708 00000000 20010db8000100000000000000000001"
        let message = try read("8600 0000 4020 0708 00000000 00000000" + option)
        guard case .routerAdvertisement(let advertisement) = message,
            case .prefixInformation(let information) = advertisement.options.first
        else {
            Issue.record("\(message)")
            return
        }
        #expect(advertisement.flags == .homeAgent)
        #expect(try information.prefix == prefix("2001:db8:1::/64"))
        #expect(try information.routerAddress == ip("2001:db8:1::1"))
    }

    @Test func refusesToMakeOptionsThatNoMessageCanCarry() throws {
        let name = try domain(
            [String](repeating: String(repeating: "a", count: 62), count: 4).joined(separator: "."))
        #expect(RecursiveDNSServers(lifetime: 1, addresses: []) == nil)
        #expect(RecursiveDNSServers(lifetime: 1, addresses: [IPv6Address](repeating: .loopback, count: 127)) != nil)
        #expect(RecursiveDNSServers(lifetime: 1, addresses: [IPv6Address](repeating: .loopback, count: 128)) == nil)
        #expect(DNSSearchList(lifetime: 1, domainNames: []) == nil)
        #expect(DNSSearchList(lifetime: 1, domainNames: [DomainName](repeating: name, count: 8)) != nil)
        #expect(DNSSearchList(lifetime: 1, domainNames: [DomainName](repeating: name, count: 9)) == nil)
    }
}
