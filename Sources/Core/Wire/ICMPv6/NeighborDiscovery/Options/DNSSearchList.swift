/// DNS Search List option (RFC 8106 section 5.2).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Type=31   |     Length    |           Reserved            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                           Lifetime                            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// :                Domain Names of DNS Search List                :
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct DNSSearchList: Hashable, Sendable {
    /// Seconds for which the domains may be used; `UInt32.max`: for ever.
    public var lifetime: UInt32
    /// The domains, in the order in which they are searched; at least one.
    public let domainNames: [DomainName]

    /// Makes an option; `nil` without names, and for more than one option can hold, 2 032 octets.
    public init?(lifetime: UInt32, domainNames: [DomainName]) {
        let octets = domainNames.reduce(0) { $0 + $1.octets.count }
        guard (1...NeighborDiscoveryOption.maximumData - 6).contains(octets) else { return nil }
        self.lifetime = lifetime
        self.domainNames = domainNames
    }

    /// Reads an option of 8 octets or a multiple of them; `nil` unless it holds names and nothing but names.
    init?(parsing octets: Span<UInt8>) throws(WireError) {
        var domainNames: [DomainName] = []
        var offset = 8
        while offset < octets.count {
            guard octets[offset] != 0 else {
                offset += 1
                continue
            }
            guard let name = try DomainName(parsing: octets, at: offset) else { return nil }
            domainNames.append(name)
            offset += name.octets.count
        }
        self.init(lifetime: try octets.integer(at: 4), domainNames: domainNames)
    }

    func encode(into writer: inout WireWriter) {
        writer.append(0 as UInt16)
        writer.append(lifetime)
        for name in domainNames { writer.append(contentsOf: name.octets) }
    }
}
