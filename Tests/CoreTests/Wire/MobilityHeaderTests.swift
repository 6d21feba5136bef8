import Core
import Testing

@Suite struct MobilityHeaderTests {
    private let source: IPv6Address
    private let destination: IPv6Address

    init() throws {
        source = try ip("2001:db8:2::100")
        destination = try ip("2001:db8:1::1")
    }

    /// Gives a header its checksum and reads it.
    private func read(_ header: [UInt8]) throws(WireError) -> ParsedMobilityHeader {
        var header = header
        var checksum = InternetChecksum(
            source: source, destination: destination, upperLayerLength: header.count, nextHeader: .mobility)
        checksum.add(header.span)
        header[4] = UInt8(checksum.value >> 8)
        header[5] = UInt8(checksum.value & 0xff)
        return try MobilityHeader.parse(octets: header.span, source: source, destination: destination)
    }

    @Test func checksFaultsInTheOrderOfTheirAnswers() throws {
        var header = octets(hex: "06 00 05 00 0000 0001")
        #expect(throws: WireError(.checksum, offset: 4)) {
            try MobilityHeader.parse(octets: header.span, source: source, destination: destination)
        }
        #expect(throws: WireError(.payloadProtocol, offset: 0)) { try read(header) }
        header[0] = 59
        #expect(throws: WireError(.headerLength, offset: 1)) { try read(header) }
        header = octets(hex: "3b 01 05 00 0000 0001 c000 0384 03020000")
        #expect(throws: WireError(.optionLength, offset: 13)) { try read(header) }
        header = octets(hex: "06 00 63 00 0000 0001")
        #expect(try read(header).message == .unknown(type: MobilityMessageType(rawValue: 0x63), data: [0, 1]))
    }

    @Test(arguments: [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 1), (6, 1), (7, 2)] as [(UInt8, UInt8)])
    func refusesAHeaderTooShortForItsType(type: UInt8, minimum: UInt8) throws {
        for units in 0..<minimum {
            let header = [59, units, type, 0, 0, 0] + [UInt8](repeating: 0, count: 8 * Int(units) + 2)
            #expect(throws: WireError(.headerLength, offset: 1)) { try read(header) }
        }
        let header = [59, minimum, type, 0, 0, 0] + [UInt8](repeating: 0, count: 8 * Int(minimum) + 2)
        #expect(try read(header).message.type.rawValue == type)
    }

    @Test(
        arguments: [
            (2, [0, 1, 3]), (3, [0, 15, 17]), (4, [0, 2, 16]), (8, [0]), (9, [0, 4]), (10, [0, 7, 9]),
        ] as [(UInt8, [Int])])
    func refusesAnOptionOfAWrongLength(type: UInt8, lengths: [Int]) throws {
        for length in lengths {
            var header = octets(hex: "3b 00 05 00 0000 0001 c000 0384") + [type, UInt8(length)]
            header += [UInt8](repeating: 0, count: length)
            header = header.filled(to: 8, less: 0)
            header[1] = UInt8(header.count / 8 - 1)
            #expect(throws: WireError(.optionLength, offset: 13)) { try read(header) }
        }
    }

    @Test(arguments: ["c8 03 0000", "01 03 0000", "03 10 0000", "00 00 00 c8", "00 00 00 01", "c8 ff 0000"])
    func refusesAnOptionThatOverruns(options: String) throws {
        let header = octets(hex: "3b 01 05 00 0000 0001 c000 0384" + options)
        #expect(throws: WireError.self) { try read(header) }
        let error = try #require(throws: WireError.self) { try read(header) }
        #expect(error.code == .optionOverrun)
        #expect((12...15).contains(error.offset))
    }

    @Test func ignoresReservedFieldsAndWhatPaddingHolds() throws {
        let header = octets(hex: "3b 01 05 ff 0000 0001 c00f 0384 0102 beef")
        #expect(
            try read(header).message
                == .bindingUpdate(
                    BindingUpdate(sequenceNumber: 1, flags: [.acknowledge, .homeRegistration], lifetime: 900)))
        let acknowledgement = octets(hex: "3b 01 06 ff 0000 0001 0001 0384 00 00 00 00")
        #expect(
            try read(acknowledgement).message
                == .bindingAcknowledgement(
                    BindingAcknowledgement(status: .accepted, flags: [], sequenceNumber: 1, lifetime: 900)))
    }

    @Test func doesNotLookAtWhatFollowsTheHeader() throws {
        let message = MobilityMessage.homeTestInit(HomeTestInit(homeInitCookie: 7))
        let packet = IPv6PacketBuilder(source: source, destination: destination)
            .packet(nextHeader: .mobility, payload: message.encoded(), checksumOffset: MobilityHeader.checksumOffset)
        let longer = packet[40...] + [1, 2, 3]
        let parsed = try MobilityHeader.parse(octets: longer.span, source: source, destination: destination)
        #expect(parsed.message == message)
        #expect(parsed.length == 16)
    }

    @Test func tellsWhereOptionsAre() throws {
        // Sequence, flags, lifetime; Pad1, Pad1; Refresh Advice; an unknown option; PadN.
        let header = octets(hex: "3b 02 06 00 0000 0000 0001 0384 00 00 0202 0005 c801aa 010100")
        let parsed = try read(header)
        #expect(parsed.message.options == [.bindingRefreshAdvice(5), .unknown(type: 0xc8, data: [0xaa])])
        #expect(parsed.optionRanges == [14..<18, 18..<21])
        #expect(parsed.length == 24)
    }

    @Test func boundsTheNumberOfOptionsByTheHeader() throws {
        let options = [UInt8](repeating: 0, count: 2036).enumerated().map { $0.offset % 2 == 0 ? UInt8(0xc8) : 0 }
        let header = octets(hex: "3b ff 05 00 0000 0001 c000 0384") + options
        #expect(try read(header).message.options.count == 1018)
    }
}
