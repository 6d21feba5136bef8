/// Destination Unreachable (RFC 4443 section 3.1).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Type=1    |     Code      |          Checksum             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                             Unused                            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                    As much of invoking packet                 |
/// ```
public struct DestinationUnreachable: Hashable, Sendable {
    /// Why the packet could not be delivered.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The number.
        public var rawValue: UInt8

        /// Names a code by its number.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// There is no route to the destination.
        public static let noRoute = Code(rawValue: 0)
        /// A firewall forbids it.
        public static let administrativelyProhibited = Code(rawValue: 1)
        /// The destination is outside the scope of the source address.
        public static let beyondScope = Code(rawValue: 2)
        /// The destination's link-layer address is not to be had, or any other reason.
        public static let addressUnreachable = Code(rawValue: 3)
        /// Nobody listens at the port.
        public static let portUnreachable = Code(rawValue: 4)
    }

    /// Why the packet could not be delivered.
    public var code: Code
    /// The packet, from its IPv6 header; what does not fit 1 280 octets is left out when encoded.
    public var invokingPacket: [UInt8]

    /// Makes a message.
    public init(code: Code, invokingPacket: [UInt8]) {
        self.code = code
        self.invokingPacket = invokingPacket
    }
}

extension DestinationUnreachable: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .destinationUnreachable }
    static var codes: ClosedRange<UInt8> { 0...255 }
    static var fixedLength: Int { 8 }
    var codeValue: UInt8 { code.rawValue }

    init(parsing octets: Span<UInt8>) throws(WireError) {
        self.init(code: Code(rawValue: octets[1]), invokingPacket: try octets.copy(8..<octets.count))
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(0 as UInt32)
        writer.append(invokingPacket: invokingPacket)
    }
}
