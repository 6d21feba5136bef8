extension IPv6Packet {
    /// The routing header's type for Mobile IPv6 (RFC 6275 section 6.4).
    static let routingHeaderType: UInt8 = 2

    /// Takes the address out of a type 2 routing header, or passes one of another type that is done with.
    ///
    /// ```
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  Next Header  | Hdr Ext Len=2 | Routing Type=2|Segments Left=1|
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                            Reserved                           |
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                    Home Address (16 octets)                   |
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    mutating func walkRoutingHeader(_ packet: Span<UInt8>) throws(WireError) {
        let length = try extensionHeaderLength(packet)
        let start = upperLayer.lowerBound
        if let homeAddressOptionOffset { throw WireError(.homeAddressOptionOrder, offset: homeAddressOptionOffset) }
        extensionHeaders.routingTypes.insert(packet[start + 2])
        if packet[start + 2] == Self.routingHeaderType {
            guard length == 24 else { throw WireError(.routingHeaderLength, offset: start + 1) }
            guard packet[start + 3] == 1 else { throw WireError(.routingHeaderSegmentsLeft, offset: start + 3) }
            guard routingHeaderHomeAddress == nil else { throw WireError(.routingHeaderRepeated, offset: start) }
            routingHeaderHomeAddress = try packet.address(at: start + 8)
        } else {
            guard packet[start + 3] == 0 else { throw WireError(.routingHeaderType, offset: start + 2) }
        }
        try advance(packet, by: length)
    }
}
