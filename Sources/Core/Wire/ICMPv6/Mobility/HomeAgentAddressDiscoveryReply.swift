/// Home Agent Address Discovery Reply (RFC 6275 section 6.6; the R flag: RFC 3963 section 7.2).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Type=145   |     Code=0    |            Checksum           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |           Identifier          |R|          Reserved           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                      Home Agent Addresses                     .
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct HomeAgentAddressDiscoveryReply: Hashable, Sendable {
    /// That of the request.
    public var identifier: UInt16
    /// R: the home agents serve mobile routers.
    public var isForMobileRouters: Bool
    /// The home agents, the most preferred first.
    public var addresses: [IPv6Address]

    /// Makes a message.
    public init(identifier: UInt16, isForMobileRouters: Bool = false, addresses: [IPv6Address]) {
        self.identifier = identifier
        self.isForMobileRouters = isForMobileRouters
        self.addresses = addresses
    }
}

extension HomeAgentAddressDiscoveryReply: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .homeAgentAddressDiscoveryReply }
    static var fixedLength: Int { 8 }

    init(parsing octets: Span<UInt8>) throws(WireError) {
        guard octets.count % 16 == 8 else { throw WireError(.messageLength, offset: octets.count) }
        var addresses: [IPv6Address] = []
        for offset in stride(from: 8, to: octets.count, by: 16) {
            addresses.append(try octets.address(at: offset))
        }
        self.init(
            identifier: try octets.integer(at: 4), isForMobileRouters: octets[6] & 0x80 != 0, addresses: addresses)
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(identifier)
        writer.append(isForMobileRouters ? 0x8000 : 0 as UInt16)
        for address in addresses { writer.append(address) }
    }
}
