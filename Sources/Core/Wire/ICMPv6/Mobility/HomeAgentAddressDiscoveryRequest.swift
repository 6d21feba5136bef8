/// Home Agent Address Discovery Request (RFC 6275 section 6.5; the R flag: RFC 3963 section 7.1).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Type=144   |     Code=0    |            Checksum           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |          Identifier           |R|          Reserved           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct HomeAgentAddressDiscoveryRequest: Hashable, Sendable {
    /// Repeated by the reply.
    public var identifier: UInt16
    /// R: only home agents that serve mobile routers are asked for.
    public var isForMobileRouters: Bool

    /// Makes a message.
    public init(identifier: UInt16, isForMobileRouters: Bool = false) {
        self.identifier = identifier
        self.isForMobileRouters = isForMobileRouters
    }
}

extension HomeAgentAddressDiscoveryRequest: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .homeAgentAddressDiscoveryRequest }
    static var fixedLength: Int { 8 }

    init(parsing octets: Span<UInt8>) throws(WireError) {
        self.init(identifier: try octets.integer(at: 4), isForMobileRouters: octets[6] & 0x80 != 0)
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(identifier)
        writer.append(isForMobileRouters ? 0x8000 : 0 as UInt16)
    }
}
