import Core
import Testing

@testable import Linux

@Suite struct ViciMessageTests {
    /// The example of strongSwan's description of the protocol.
    private static let example: ViciMessage = [
        "key1": "value1",
        "section1": .section(["sub-section": .section(["key2": "value2"]), "list1": ["item1", "item2"]]),
    ]

    private static let exampleOctets: [UInt8] = [
        named(3, "key1"), value("value1"), named(1, "section1"), named(1, "sub-section"), named(3, "key2"),
        value("value2"),
        [2], named(4, "list1"), [5], value("item1"), [5], value("item2"), [6], [2],
    ].flatMap(\.self)

    private static func named(_ kind: UInt8, _ name: String) -> [UInt8] { [kind, UInt8(name.utf8.count)] + name.utf8 }

    private static func value(_ text: String) -> [UInt8] { [0, UInt8(text.utf8.count)] + text.utf8 }

    @Test func theExampleOfTheProtocolIsWrittenAndRead() throws {
        #expect(Self.example.octets == Self.exampleOctets)
        #expect(try ViciMessage(parsing: Self.exampleOctets[...]) == Self.example)
        #expect(Self.example.text("key1") == "value1")
        #expect(Self.example.section("section1")?.list("list1") == ["item1", "item2"])
        #expect(Self.example.text("section1") == nil && Self.example.list("key1") == [] && Self.example["more"] == nil)
    }

    @Test func everyPacketIsReadAsItWasWritten() throws {
        let packets: [ViciPacket] = [
            .request("version", [:]), .response(Self.example), .unknownCommand, .register("log"), .unregister("log"),
            .confirmed, .unknownEvent, .event("list-sa", Self.example),
        ]
        for packet in packets {
            #expect(try ViciPacket(parsing: packet.octets.dropFirst(4)) == packet)
        }
    }

    @Test func packetsArePutTogetherFromPieces() throws {
        let packets: [ViciPacket] = [.confirmed, .response(Self.example), .event("e", ["a": "b"])]
        var input = ViciInput()
        var read: [ViciPacket] = []
        for octet in packets.flatMap(\.octets) {
            input.append([octet])
            while let packet = try input.next() { read.append(packet) }
        }
        #expect(read == packets)
    }

    @Test func aPacketThatIsTooLongIsRefusedBeforeItIsThere() {
        var input = ViciInput()
        input.append([0, 8, 0, 1])
        #expect(throws: ViciError.tooLong) { try input.next() }
    }

    @Test(
        arguments: [
            [0], [9], [3], [3, 4, 0x6b], [3, 1, 0x6b, 0], [3, 1, 0x6b, 0, 2, 1], [1, 1, 0x6b], [2], [5, 0, 0], [6],
            [4, 1, 0x6b], [4, 1, 0x6b, 3, 1, 0x6b, 0, 0], [1, 1, 0x6b, 2, 2],
        ] as [[UInt8]])
    func whatIsNoMessageIsRefused(octets: [UInt8]) {
        #expect(throws: ViciError.malformed) { try ViciMessage(parsing: octets[...]) }
        #expect(throws: ViciError.malformed) { try ViciPacket(parsing: ([8] + octets)[...]) }
    }

    @Test func sectionsInSectionsHaveAnEnd() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array([[UInt8]](repeating: [1, 1, 0x6b], count: depth).joined()) + [UInt8](repeating: 2, count: depth)
        }
        _ = try ViciMessage(parsing: nested(ViciMessage.maximumDepth)[...])
        #expect(throws: ViciError.malformed) { try ViciMessage(parsing: nested(ViciMessage.maximumDepth + 1)[...]) }
        #expect(throws: ViciError.malformed) { try ViciMessage(parsing: nested(100_000)[...]) }
    }

    /// Whatever comes, nothing traps, and what is read is written as it was read.
    @Test func anythingMayCome() {
        var numbers = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            var octets = Self.exampleOctets
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                octets[.random(in: octets.indices, using: &numbers)] = .random(in: 0...8, using: &numbers)
            }
            octets.removeLast(.random(in: 0...5, using: &numbers))
            guard let message = try? ViciMessage(parsing: octets[...]) else { continue }
            #expect((try? ViciMessage(parsing: message.octets[...])) == message)
        }
    }

    @Test func aKeyIsSentAndNotShown() throws {
        let message: ViciMessage = ["data": .secret(SecretKey(octets: Array("swordfish".utf8)))]
        #expect(message.octets == Self.named(3, "data") + Self.value("swordfish"))
        #expect(!"\(message)".contains("sword") && !String(reflecting: message).contains("115"))
    }
}
