import Testing

@testable import Core

/// What access lists are told of packets as they are on the wire.
@Suite struct PacketTraitsTests {
    private func headers(_ nextHeader: UInt8, _ octets: [UInt8]) throws -> ExtensionHeaders {
        let header = IPv6Header(
            payloadLength: UInt16(octets.count), nextHeader: NextHeader(rawValue: nextHeader), hopLimit: 64,
            source: try ip("2001:db8::1"), destination: try ip("2001:db8::2"))
        var writer = WireWriter(capacity: 40 + octets.count)
        header.encode(into: &writer)
        writer.append(contentsOf: octets)
        return try IPv6Packet(parsing: writer.octets.span).extensionHeaders
    }

    @Test func aPacketWithoutExtensionHeadersHasNone() throws {
        #expect(try headers(59, []) == ExtensionHeaders())
    }

    @Test func optionsAreNotedWithoutPadding() throws {
        let hopByHop: [UInt8] = [60, 0, 5, 2, 0, 0, 1, 0]
        let destinationOptions: [UInt8] = [59, 0, 0x1e, 1, 0, 1, 1, 0]
        let headers = try headers(0, hopByHop + destinationOptions)
        #expect(headers.contains(.hopByHopOptions) && headers.contains(.destinationOptions))
        #expect(!headers.contains(.routing) && !headers.contains(.fragment))
        #expect((0...255).filter { headers.destinationOptionTypes.contains($0) } == [0x1e])
    }

    @Test func routingHeadersAreNotedByType() throws {
        let headers = try headers(43, [59, 0, 253, 0, 0, 0, 0, 0])
        #expect(headers.contains(.routing))
        #expect((0...255).filter { headers.routingTypes.contains($0) } == [253])
    }

    /// Offset and the bit that says that more fragments follow.
    @Test(arguments: [(0x0000, false), (0x0001, false), (0x0008, true), (0x0009, true)] as [(UInt16, Bool)])
    func laterFragmentsAreToldFromTheFirst(field: UInt16, isLater: Bool) throws {
        let headers = try headers(44, [59, 0, UInt8(field >> 8), UInt8(field & 0xff), 0, 0, 0, 0])
        #expect(headers.contains(.fragment))
        #expect(headers.isLaterFragment == isLater)
    }

    @Test func aBindingUpdateIsDescribed() throws {
        let update = BindingUpdateDraft()
        var octets = update.packet
        octets[0] = 0x6b
        octets[1] = 0x81
        octets[3] = 7
        let packet = try IPv6Packet(parsing: octets.span)
        let traits = PacketTraits(packet, .mobility(.bindingUpdate))
        #expect(traits.codePoint == 46)
        #expect(traits.flowLabel == 0x1_0007)
        #expect(traits.upperLayerProtocol == .mobility)
        #expect(traits.extensionHeaders.destinationOptionTypes.contains(201))
        #expect(!PacketTraits.bindingUpdate.extensionHeaders.destinationOptionTypes.contains(201))
    }

    @Test func setsHoldEveryOctet() {
        for number in 0...255 as ClosedRange<UInt8> {
            var set = OctetSet()
            #expect(set.isEmpty)
            set.insert(number)
            #expect((0...255).filter { set.contains($0) } == [number])
        }
    }
}
