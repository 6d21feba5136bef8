/// Route Information option (RFC 4191 section 2.3).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Type=24    |  Length=1..3  | Prefix Length |Resvd|Prf|Resvd|
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                        Route Lifetime                         |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                   Prefix (0, 8 or 16 octets)                  |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct RouteInformation: Hashable, Sendable {
    /// Where the route leads.
    public var prefix: IPv6Prefix
    /// How much the route is preferred.
    public var preference: RouterPreference
    /// Seconds for which the route is valid; `UInt32.max`: for ever.
    public var lifetime: UInt32

    /// Makes an option.
    public init(prefix: IPv6Prefix, preference: RouterPreference = .medium, lifetime: UInt32) {
        self.prefix = prefix
        self.preference = preference
        self.lifetime = lifetime
    }

    /// Reads an option of 8, 16 or 24 octets; `nil` if its prefix does not fit it, or its preference is the reserved
    /// value.
    init?(parsing octets: Span<UInt8>) throws(WireError) {
        let high: UInt64 = octets.count >= 16 ? try octets.integer(at: 8) : 0
        let low: UInt64 = octets.count >= 24 ? try octets.integer(at: 16) : 0
        let address = IPv6Address(rawValue: UInt128(high) << 64 | UInt128(low))
        guard let preference = RouterPreference(flags: octets[3]),
            let prefix = IPv6Prefix(address, length: octets[2]),
            Self.prefixOctets(prefix.length) <= octets.count - 8
        else { return nil }
        self.init(prefix: prefix, preference: preference, lifetime: try octets.integer(at: 4))
    }

    func encode(into writer: inout WireWriter) {
        writer.append(prefix.length)
        writer.append(preference.flags)
        writer.append(lifetime)
        writer.append(contentsOf: prefix.address.octets.prefix(Self.prefixOctets(prefix.length)))
    }

    private static func prefixOctets(_ length: UInt8) -> Int {
        8 * ((Int(length) + 63) / 64)
    }
}
