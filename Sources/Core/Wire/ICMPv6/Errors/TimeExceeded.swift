/// Time Exceeded (RFC 4443 section 3.3).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Type=3    |     Code      |          Checksum             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                             Unused                            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                    As much of invoking packet                 |
/// ```
public struct TimeExceeded: Hashable, Sendable {
    /// What took too long.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The number.
        public var rawValue: UInt8

        /// Names a code by its number.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// The packet passed too many links.
        public static let hopLimitExceeded = Code(rawValue: 0)
        /// Not all fragments came in time.
        public static let reassemblyTimeExceeded = Code(rawValue: 1)
    }

    /// What took too long.
    public var code: Code
    /// The packet, from its IPv6 header; what does not fit 1 280 octets is left out when encoded.
    public var invokingPacket: [UInt8]

    /// Makes a message.
    public init(code: Code, invokingPacket: [UInt8]) {
        self.code = code
        self.invokingPacket = invokingPacket
    }
}

extension TimeExceeded: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .timeExceeded }
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
