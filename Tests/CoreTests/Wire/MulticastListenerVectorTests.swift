import Testing

@testable import Core

/// Messages of Multicast Listener Discovery, made by scapy 2.5.0 (the expression is beside each; all are behind
/// `IPv6(hlim=1)/IPv6ExtHdrHopByHop(options=[RouterAlert()])`), in both directions.
@Suite struct MulticastListenerVectorTests {
    @Test(arguments: vectors)
    func isReadAndWritten(_ vector: OwnVectorTests.Vector) throws {
        let octets = octets(hex: vector.hex)
        let read = try ReadPacket(octets)
        let (_, message) = try vector.content()
        #expect(read.icmpv6 == message)
        #expect(read.packet.header.hopLimit == 1)
        #expect(read.packet.extensionHeaders.alertsRouters)
        #expect(hex(read.encoded()) == vector.hex)
        for length in 0..<octets.count {
            #expect(throws: WireError.self, "\(length) octets") { try ReadPacket(Array(octets.prefix(length))) }
        }
    }

    private static let vectors: [OwnVectorTests.Vector] = [
        // ICMPv6MLQuery2(mrd=10000,mladdr='::',S=0,QRV=2,QQIC=125)
        .icmpv6(
            "General Query",
            "6000000000240001fe800000000000000000000000000001ff0200000000000000000000000000013a000502000001008200569627"
                + "10000000000000000000000000000000000000027d0000"
        ) {
            .multicastListenerQuery(
                MulticastListenerQuery(
                    maximumResponseCode: 10_000, group: .unspecified,
                    version2: .init(robustness: 2, intervalCode: 125)))
        },
        // ICMPv6MLQuery2(mrd=1000,mladdr='ff1e::1234',S=1,QRV=7,QQIC=0x8f,sources=['2001:db8:4::1','2001:db8:4::2'])
        .icmpv6(
            "Query about sources",
            "6000000000440001fe800000000000000000000000000001ff1e00000000000000000000000012343a000502000001008200ed6a03"
                + "e80000ff1e00000000000000000000000012340f8f000220010db800040000000000000000000120010db80004000000000000"
                + "00000002"
        ) {
            .multicastListenerQuery(
                MulticastListenerQuery(
                    maximumResponseCode: 1000, group: try ip("ff1e::1234"),
                    version2: .init(
                        suppressesRouters: true, robustness: 7, intervalCode: 0x8f,
                        sources: [try ip("2001:db8:4::1"), try ip("2001:db8:4::2")])))
        },
        // ICMPv6MLQuery(mrd=10000,mladdr='::')
        .icmpv6(
            "Query of version 1",
            "6000000000200001fe800000000000000000000000000001ff0200000000000000000000000000013a000502000001008200591727"
                + "10000000000000000000000000000000000000"
        ) {
            .multicastListenerQuery(
                MulticastListenerQuery(maximumResponseCode: 10_000, group: .unspecified, version2: nil))
        },
        // ICMPv6MLReport(mladdr='ff1e::1234')
        .icmpv6(
            "Report of version 1",
            "6000000000200001fe800000000000000000000000000100ff1e00000000000000000000000012343a0005020000010083005a8600"
                + "000000ff1e0000000000000000000000001234"
        ) { .multicastListenerReport(MulticastListenerReport(group: try ip("ff1e::1234"))) },
        // ICMPv6MLDone(mladdr='ff1e::1234')
        .icmpv6(
            "Done",
            "6000000000200001fe800000000000000000000000000100ff0200000000000000000000000000023a0005020000010084006bd400"
                + "000000ff1e0000000000000000000000001234"
        ) { .multicastListenerDone(MulticastListenerDone(group: try ip("ff1e::1234"))) },
        // ICMPv6MLReport2(records=[ICMPv6MLDMultAddrRec(rtype=4,dst='ff1e::1234'),
        //   ICMPv6MLDMultAddrRec(rtype=5,dst='ff3e::8000:1',sources=['2001:db8:4::1','2001:db8:4::2'])])
        .icmpv6(
            "Report of version 2",
            "6000000000580001fe800000000000000000000000000100ff0200000000000000000000000000163a000502000001008f007cc600"
                + "00000204000000ff1e000000000000000000000000123405000002ff3e000000000000000000008000000120010db800040000"
                + "000000000000000120010db8000400000000000000000002"
        ) {
            .multicastListenerReportVersion2(
                MulticastListenerReportVersion2(records: [
                    MulticastAddressRecord(.changeToExclude, of: try ip("ff1e::1234")),
                    MulticastAddressRecord(
                        .allowNewSources, of: try ip("ff3e::8000:1"),
                        sources: [try ip("2001:db8:4::1"), try ip("2001:db8:4::2")]),
                ]))
        },
    ]

    // MARK: Corners

    private func read(_ hex: String) throws(WireError) -> ICMPv6Message {
        var message = octets(hex: hex)
        var checksum = InternetChecksum(
            source: .unspecified, destination: .allNodes, upperLayerLength: message.count, nextHeader: .icmpv6)
        checksum.add(message.span)
        message[2] = UInt8(checksum.value >> 8)
        message[3] = UInt8(checksum.value & 0xff)
        return try ICMPv6Message.parse(octets: message.span, source: .unspecified, destination: .allNodes)
    }

    private static let group = "ff1e0000000000000000000000001234"

    @Test(
        "A message that ends early, or counts more than there is, is refused",
        arguments: [
            ("8200 0000 03e80000" + group + "02", .messageLength, 25),
            ("8200 0000 03e80000" + group + "027d0001", .truncated, 28),
            ("8300 0000 00000000" + group.dropLast(2), .truncated, 23),
            ("8400 0000 00000000" + group.dropLast(2), .truncated, 23),
            ("8f00 0000 00000001", .truncated, 8), ("8f00 0000 0000ffff 04000000" + group, .truncated, 28),
            ("8f00 0000 00000001 0400ffff" + group, .truncated, 28),
            ("8f00 0000 00000001 04010000" + group, .truncated, 28),
        ] as [(String, WireError.Code, Int)])
    func refuses(message: String, code: WireError.Code, offset: Int) {
        #expect(throws: WireError(code, offset: offset)) { try read(message) }
    }

    @Test("Codes, auxiliary data, and what follows the last record are ignored")
    func ignored() throws {
        let record = MulticastAddressRecord(.changeToExclude, of: try ip("ff1e::1234"))
        let report = ICMPv6Message.multicastListenerReportVersion2(.init(records: [record]))
        #expect(try read("8f07 0000 00000001 04010000" + Self.group + "cafecafe 0102") == report)
        let report1 = ICMPv6Message.multicastListenerReport(.init(group: try ip("ff1e::1234")))
        #expect(try read("8301 0000 00000000" + Self.group + "0102") == report1)
    }

    @Test("Times have the codes of RFC 3810 section 5.1.9")
    func floatingPointCodes() {
        for time in 0...127 as ClosedRange<UInt32> { #expect(FloatingPointCode.code(time) == UInt8(time)) }
        for code in 128...255 as ClosedRange<UInt32> {
            let time = (code & 0xf | 0x10) << ((code >> 4 & 7) + 3)
            #expect(FloatingPointCode.code(time) == UInt8(code))
            #expect(FloatingPointCode.code(time + 7) == UInt8(code), "rounded down")
        }
        #expect(FloatingPointCode.code(.max) == 255)
    }

    @Test(
        "A Router Alert for something else is none for Multicast Listener Discovery",
        arguments: ["0502 0001", "0501 0000"])
    func otherAlerts(option: String) throws {
        let packet = octets(
            hex: "6000000000080001fe800000000000000000000000000001ff0200000000000000000000000000013b00" + option
                + "0100")
        #expect(try !IPv6Packet(parsing: packet.span).extensionHeaders.alertsRouters)
    }
}
