/// Mobile Prefix Solicitation (RFC 6275 section 6.7); options are not defined for it and are ignored.
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Type=146   |     Code=0    |          Checksum             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |          Identifier           |            Reserved           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct MobilePrefixSolicitation: Hashable, Sendable {
    /// Repeated by the advertisement.
    public var identifier: UInt16

    /// Makes a message.
    public init(identifier: UInt16) {
        self.identifier = identifier
    }
}

extension MobilePrefixSolicitation: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .mobilePrefixSolicitation }
    static var fixedLength: Int { 8 }

    init(parsing octets: Span<UInt8>) throws(WireError) {
        self.init(identifier: try octets.integer(at: 4))
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(identifier)
        writer.append(0 as UInt16)
    }
}
