/// Neighbor Solicitation (RFC 4861 section 4.3).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Type=135   |     Code=0    |          Checksum             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                           Reserved                            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                   Target Address (16 octets)                  |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   Options ...
/// ```
public struct NeighborSolicitation: Hashable, Sendable {
    /// The address that is asked about.
    public var target: IPv6Address
    /// In their order.
    public var options: [NeighborDiscoveryOption]

    /// Makes a message.
    public init(target: IPv6Address, options: [NeighborDiscoveryOption] = []) {
        self.target = target
        self.options = options
    }
}

extension NeighborSolicitation: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .neighborSolicitation }
    static var fixedLength: Int { 24 }

    init(parsing octets: Span<UInt8>) throws(WireError) {
        self.init(
            target: try octets.address(at: 8),
            options: try NeighborDiscoveryOption.parse(octets, from: Self.fixedLength))
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(0 as UInt32)
        writer.append(target)
        writer.append(options)
    }
}
