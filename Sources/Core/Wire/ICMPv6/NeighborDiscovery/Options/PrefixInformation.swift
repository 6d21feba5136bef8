/// Prefix Information option (RFC 4861 section 4.6.2; the R flag: RFC 6275 section 7.2).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Type=3    |    Length=4   | Prefix Length |L|A|R|Reserved1|
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                         Valid Lifetime                        |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                       Preferred Lifetime                      |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                           Reserved2                           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                       Prefix (16 octets)                      |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct PrefixInformation: Hashable, Sendable {
    /// The prefix.
    public var prefix: IPv6Prefix
    /// L: addresses of the prefix are on the link.
    public var isOnLink: Bool
    /// A: hosts may make addresses of the prefix.
    public var isAutonomous: Bool
    /// R: a whole address of the router, in the place of the prefix alone. Its leading bits are those of the prefix;
    /// others are not sent.
    public var routerAddress: IPv6Address?
    /// Seconds for which the prefix is on the link; `UInt32.max`: for ever.
    public var validLifetime: UInt32
    /// Seconds for which addresses of the prefix may begin connections; `UInt32.max`: for ever.
    public var preferredLifetime: UInt32

    /// Makes an option.
    public init(
        prefix: IPv6Prefix, isOnLink: Bool = true, isAutonomous: Bool = true, routerAddress: IPv6Address? = nil,
        validLifetime: UInt32, preferredLifetime: UInt32
    ) {
        self.prefix = prefix
        self.isOnLink = isOnLink
        self.isAutonomous = isAutonomous
        self.routerAddress = routerAddress
        self.validLifetime = validLifetime
        self.preferredLifetime = preferredLifetime
    }

    /// Reads an option of 32 octets; `nil` if its prefix length is none.
    init?(parsing octets: Span<UInt8>) throws(WireError) {
        let address = try octets.address(at: 16)
        guard let prefix = IPv6Prefix(address, length: octets[2]) else { return nil }
        self.init(
            prefix: prefix, isOnLink: octets[3] & 0x80 != 0, isAutonomous: octets[3] & 0x40 != 0,
            routerAddress: octets[3] & 0x20 != 0 ? address : nil, validLifetime: try octets.integer(at: 4),
            preferredLifetime: try octets.integer(at: 8))
    }

    func encode(into writer: inout WireWriter) {
        writer.append(prefix.length)
        writer.append((isOnLink ? 0x80 : 0) | (isAutonomous ? 0x40 : 0) | (routerAddress == nil ? 0 : 0x20) as UInt8)
        writer.append(validLifetime)
        writer.append(preferredLifetime)
        writer.append(0 as UInt32)
        writer.append(routerAddress.map(prefix.combined) ?? prefix.address)
    }
}
