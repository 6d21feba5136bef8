import Core
import Testing

/// The golden packets, whose checksums and fields independent tools agreed on, in both directions.
@Suite struct WireVectorTests {
    /// The codec keeps options of other RFCs as octets and does not know their alignment, so that its padding is not
    /// that of these packets. They are compared as values.
    private static let paddedForUnknownOptions: Set = [
        "nemo_bu_explicit", "vendor_bu", "mcoa_bu", "mcoa_bu_bulk", "mcoa_ba_4", "mcoa_ba_5", "mcoa_ba_164",
        "mcoa_ba_165", "mcoa_ba_167", "mcoa_ba_168", "mcoa_ba_169", "ds_bu", "ds_bu_udp", "pm_pbu", "pm_pba",
    ]

    @Test func isComplete() {
        #expect(WireVector.all.count >= 118)
        #expect(WireVector.valid.count >= 88)
        #expect(WireVector.valid.filter { $0.fields != nil }.count >= 70)
    }

    @Test(arguments: WireVector.valid)
    func isWrittenAsItWasRead(_ vector: WireVector) throws {
        let read = try ReadPacket(vector.packet)
        let written = read.encoded()
        if Self.paddedForUnknownOptions.contains(vector.name) {
            #expect(hex(written) != hex(vector.packet), "it needs no exception")
            let again = try ReadPacket(written)
            #expect(again.message == read.message)
            #expect(again.packet.homeAddress == read.packet.homeAddress)
            #expect(again.packet.routingHeaderHomeAddress == read.packet.routingHeaderHomeAddress)
        } else {
            #expect(hex(written) == hex(vector.packet))
        }
    }

    @Test(arguments: WireVector.valid.filter { $0.fields != nil })
    func hasTheFieldsThatOtherToolsSaw(_ vector: WireVector) throws {
        let read = try ReadPacket(vector.packet)
        for (name, value) in vector.fields ?? [:] {
            #expect(VectorField.value(name, in: read) == "\(value)", "\(name)")
        }
    }

    @Test(arguments: WireVector.valid.filter { $0.name.hasPrefix("tunnel_") })
    func carriesAPacketInATunnel(_ vector: WireVector) throws {
        let outer = try IPv6Packet(parsing: vector.packet.span)
        #expect(outer.upperLayerProtocol == .ipv6)
        let inner = Array(vector.packet[outer.upperLayer])
        #expect(try hex(ReadPacket(inner).encoded()) == hex(inner))
    }
}
