import Core
import Testing

/// Packets that were cut, flipped or made up: an error or a value, never a trap, never a range outside of the octets.
@Suite struct DamagedPacketTests {
    @Test(arguments: WireVector.all)
    func isRefusedWhenCut(_ vector: WireVector) {
        let packet = vector.packet
        for length in 0..<packet.count {
            #expect(throws: WireError.self, "\(length) octets") { try ReadPacket(Array(packet.prefix(length))) }
        }
    }

    /// With the payload length made to fit, a cut may leave a shorter legal packet: what was cut off then was the
    /// end of data that may be of any length, or the rest of a Mobility Header's packet after the header.
    @Test(arguments: WireVector.valid)
    func isReadOrRefusedWhenCutWithItsLength(_ vector: WireVector) throws {
        let whole = try ReadPacket(vector.packet)
        for length in IPv6Header.length..<vector.packet.count {
            var packet = Array(vector.packet.prefix(length))
            Self.setPayloadLength(of: &packet)
            Self.check(packet)
            let isMobility = whole.packet.upperLayerProtocol == .mobility || whole.packet.upperLayerProtocol == .icmpv6
            if isMobility, length > whole.packet.upperLayer.lowerBound {
                #expect(throws: WireError.self, "\(length) octets") { try ReadPacket(packet) }
            }
        }
    }

    @Test(arguments: WireVector.all)
    func isReadOrRefusedWithFlippedBits(_ vector: WireVector) {
        for index in vector.packet.indices {
            for bit in 0..<8 as Range<UInt8> {
                var packet = vector.packet
                packet[index] ^= 1 << bit
                Self.check(packet)
                Self.checkWithChecksum(packet)
            }
        }
    }

    @Test func isReadOrRefusedWhenRandom() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...200, using: &generator)
            var packet = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            if length >= IPv6Header.length {
                packet[0] = 0x60
                packet[6] = [0, 43, 44, 58, 60, 135].randomElement(using: &generator) ?? 135
                Self.setPayloadLength(of: &packet)
            }
            Self.check(packet)
            Self.checkWithChecksum(packet)
        }
    }

    @Test func isReadOrRefusedWithRandomChanges() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<20_000 {
            let vector = try #require(WireVector.all.randomElement(using: &generator))
            var packet = vector.packet
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                packet[Int.random(in: packet.indices, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            Self.checkWithChecksum(packet)
        }
    }

    private static func setPayloadLength(of packet: inout [UInt8]) {
        let length = packet.count - IPv6Header.length
        packet[4] = UInt8(length >> 8)
        packet[5] = UInt8(length & 0xff)
    }

    /// Reads what can be read; where that works, places are within the octets and writing works too.
    private static func check(_ octets: [UInt8]) {
        do {
            let read = try ReadPacket(octets)
            #expect(read.packet.upperLayer.upperBound <= octets.count)
            if case .mobility(let header) = read.content {
                #expect(header.length <= read.packet.upperLayer.count)
                #expect(header.optionRanges.allSatisfy { $0.upperBound <= header.length })
                #expect(header.optionRanges.count == header.message.options.count)
            }
            #expect(try ReadPacket(read.encoded()).content.isLike(read.content), "\(hex(octets))")
        } catch {
            #expect(error.offset >= 0 && error.offset <= octets.count, "\(hex(octets))")
        }
    }

    /// The same with the checksum put right, so that what comes after its check is reached.
    private static func checkWithChecksum(_ octets: [UInt8]) {
        guard let packet = try? IPv6Packet(parsing: octets.span) else { return }
        let place: Int
        switch packet.upperLayerProtocol {
        case .mobility: place = packet.upperLayer.lowerBound + MobilityHeader.checksumOffset
        case .icmpv6: place = packet.upperLayer.lowerBound + ICMPv6Message.checksumOffset
        default: return
        }
        guard place + 2 <= packet.upperLayer.upperBound else { return }
        var length = packet.upperLayer.count
        if packet.upperLayerProtocol == .mobility {
            length = min(length, 8 + 8 * Int(octets[packet.upperLayer.lowerBound + 1]))
        }
        var octets = octets
        octets[place] = 0
        octets[place + 1] = 0
        var checksum = InternetChecksum(
            source: packet.checksumSource, destination: packet.checksumDestination, upperLayerLength: length,
            nextHeader: packet.upperLayerProtocol)
        let start = packet.upperLayer.lowerBound
        checksum.add(octets.span.extracting(start..<start + length))
        octets[place] = UInt8(checksum.value >> 8)
        octets[place + 1] = UInt8(checksum.value & 0xff)
        check(octets)
    }
}

extension ReadPacket.Content {
    /// Equal but for what padding and reserved fields change: places of options, and lengths.
    fileprivate func isLike(_ other: ReadPacket.Content) -> Bool {
        switch (self, other) {
        case (.mobility(let left), .mobility(let right)): left.message == right.message
        default: self == other
        }
    }
}
