import Testing

@testable import Management

@Suite struct FrameDecoderTests {
    private static let requests: [ControlRequest] = [
        .hello(ControlHello(isInteractive: true, width: 132)), .execute(line: "show version"), .help(line: ""),
        .complete(line: "shöw \u{1F600}"), .execute(line: String(repeating: "x", count: 300)),
    ]

    private static func octets() throws -> [UInt8] {
        try requests.flatMap { try ControlFrame.encode($0) }
    }

    /// All messages that a decoder has.
    private func messages(_ decoder: inout FrameDecoder) throws -> [ControlRequest] {
        var messages: [ControlRequest] = []
        while let octets = try decoder.next() {
            messages.append(try ControlFrame.decode(ControlRequest.self, from: octets))
        }
        return messages
    }

    @Test func aStreamMayBeCutAnywhere() throws {
        let octets = try Self.octets()
        for cut in 0...octets.count {
            var decoder = FrameDecoder()
            decoder.append(octets[..<cut])
            let first = try messages(&decoder)
            decoder.append(octets[cut...])
            #expect(try first + messages(&decoder) == Self.requests)
            #expect(decoder.count == 0)
        }
    }

    @Test func aStreamMayComeOctetByOctet() throws {
        var decoder = FrameDecoder()
        var received: [ControlRequest] = []
        for octet in try Self.octets() {
            decoder.append(CollectionOfOne(octet))
            let hasMessage = decoder.hasMessage
            let messages = try messages(&decoder)
            #expect(hasMessage == !messages.isEmpty)
            received += messages
        }
        #expect(received == Self.requests)
    }

    @Test func theLengthIsBigEndianInFourOctets() throws {
        let frame = try ControlFrame.encode("abc")
        #expect(frame == [0, 0, 0, 5] + Array("\"abc\"".utf8))
    }

    @Test(arguments: [[0x00, 0x10, 0x00, 0x01], [0xff, 0xff, 0xff, 0xff]] as [[UInt8]])
    func aMessageThatIsTooLongIsRefusedAtItsLength(length: [UInt8]) {
        var decoder = FrameDecoder()
        decoder.append(length)
        #expect(throws: ControlProtocolError.tooLong) { try decoder.next() }
    }

    @Test func aMessageOfTheGreatestLengthIsTaken() throws {
        var decoder = FrameDecoder()
        decoder.append([0x00, 0x10, 0x00, 0x00])
        decoder.append([UInt8](repeating: 0, count: ControlFrame.maximumLength - 1))
        #expect(try decoder.next() == nil)
        decoder.append([0])
        #expect(try decoder.next()?.count == ControlFrame.maximumLength)
    }

    @Test func anEmptyMessageIsMalformedButAMessage() throws {
        var decoder = FrameDecoder()
        decoder.append([0, 0, 0, 0])
        let octets = try #require(try decoder.next())
        #expect(throws: ControlProtocolError.malformed) { try ControlFrame.decode(ControlRequest.self, from: octets) }
    }
}
