/// Parameter Problem (RFC 4443 section 3.4).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Type=4    |     Code      |          Checksum             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                            Pointer                            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                    As much of invoking packet                 |
/// ```
public struct ParameterProblem: Hashable, Sendable {
    /// What was not understood.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The number.
        public var rawValue: UInt8

        /// Names a code by its number.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// A field has a wrong value.
        public static let erroneousHeaderField = Code(rawValue: 0)
        /// A next header is unknown.
        public static let unrecognizedNextHeader = Code(rawValue: 1)
        /// An option is unknown.
        public static let unrecognizedOption = Code(rawValue: 2)
    }

    /// What was not understood.
    public var code: Code
    /// Where it is, in octets from the start of the invoking packet.
    public var pointer: UInt32
    /// The packet, from its IPv6 header; what does not fit 1 280 octets is left out when encoded.
    public var invokingPacket: [UInt8]

    /// Makes a message.
    public init(code: Code, pointer: UInt32, invokingPacket: [UInt8]) {
        self.code = code
        self.pointer = pointer
        self.invokingPacket = invokingPacket
    }
}

extension ParameterProblem: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .parameterProblem }
    static var codes: ClosedRange<UInt8> { 0...255 }
    static var fixedLength: Int { 8 }
    var codeValue: UInt8 { code.rawValue }

    init(parsing octets: Span<UInt8>) throws(WireError) {
        self.init(
            code: Code(rawValue: octets[1]), pointer: try octets.integer(at: 4),
            invokingPacket: try octets.copy(8..<octets.count))
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(pointer)
        writer.append(invokingPacket: invokingPacket)
    }
}
