/// Router Solicitation (RFC 4861 section 4.1).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Type=133   |     Code=0    |          Checksum             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                            Reserved                           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   Options ...
/// ```
public struct RouterSolicitation: Hashable, Sendable {
    /// In their order.
    public var options: [NeighborDiscoveryOption]

    /// Makes a message.
    public init(options: [NeighborDiscoveryOption] = []) {
        self.options = options
    }
}

extension RouterSolicitation: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .routerSolicitation }
    static var fixedLength: Int { 8 }

    init(parsing octets: Span<UInt8>) throws(WireError) {
        self.init(options: try NeighborDiscoveryOption.parse(octets, from: Self.fixedLength))
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(0 as UInt32)
        writer.append(options)
    }
}
