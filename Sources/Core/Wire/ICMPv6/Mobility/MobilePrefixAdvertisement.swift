/// Mobile Prefix Advertisement (RFC 6275 section 6.8).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Type=147   |     Code=0    |          Checksum             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |          Identifier           |M|O|        Reserved           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |           Options ...
/// ```
public struct MobilePrefixAdvertisement: Hashable, Sendable {
    /// That of the solicitation.
    public var identifier: UInt16
    /// M: addresses are to be had by DHCPv6 on the home link.
    public var hasManagedAddresses: Bool
    /// O: other configuration is to be had by DHCPv6 on the home link.
    public var hasOtherConfiguration: Bool
    /// Prefix information, in its order.
    public var options: [NeighborDiscoveryOption]

    /// Makes a message.
    public init(
        identifier: UInt16, hasManagedAddresses: Bool = false, hasOtherConfiguration: Bool = false,
        options: [NeighborDiscoveryOption]
    ) {
        self.identifier = identifier
        self.hasManagedAddresses = hasManagedAddresses
        self.hasOtherConfiguration = hasOtherConfiguration
        self.options = options
    }
}

extension MobilePrefixAdvertisement: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .mobilePrefixAdvertisement }
    static var fixedLength: Int { 8 }

    init(parsing octets: Span<UInt8>) throws(WireError) {
        self.init(
            identifier: try octets.integer(at: 4), hasManagedAddresses: octets[6] & 0x80 != 0,
            hasOtherConfiguration: octets[6] & 0x40 != 0,
            options: try NeighborDiscoveryOption.parse(octets, from: Self.fixedLength))
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(identifier)
        writer.append((hasManagedAddresses ? 0x8000 : 0) | (hasOtherConfiguration ? 0x4000 : 0) as UInt16)
        writer.append(options)
    }
}
