/// Packet Too Big (RFC 4443 section 3.2).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Type=2    |     Code      |          Checksum             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                             MTU                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                    As much of invoking packet                 |
/// ```
public struct PacketTooBig: Hashable, Sendable {
    /// The most octets that the next link takes.
    public var maximumTransmissionUnit: UInt32
    /// The packet, from its IPv6 header; what does not fit 1 280 octets is left out when encoded.
    public var invokingPacket: [UInt8]

    /// Makes a message.
    public init(maximumTransmissionUnit: UInt32, invokingPacket: [UInt8]) {
        self.maximumTransmissionUnit = maximumTransmissionUnit
        self.invokingPacket = invokingPacket
    }
}

extension PacketTooBig: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .packetTooBig }
    /// Sent as 0 and ignored when received.
    static var codes: ClosedRange<UInt8> { 0...255 }
    static var fixedLength: Int { 8 }

    init(parsing octets: Span<UInt8>) throws(WireError) {
        self.init(
            maximumTransmissionUnit: try octets.integer(at: 4), invokingPacket: try octets.copy(8..<octets.count))
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(maximumTransmissionUnit)
        writer.append(invokingPacket: invokingPacket)
    }
}
