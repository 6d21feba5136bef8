/// The flags of a Router Advertisement (IANA: IPv6 ND Router Advertisement flags), without the preference.
public struct RouterAdvertisementFlags: OptionSet, Hashable, Sendable {
    /// The flags as on the wire.
    public var rawValue: UInt8

    /// Takes flags as they are on the wire.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// M: addresses are to be had by DHCPv6 (RFC 4861).
    public static let managedAddresses = RouterAdvertisementFlags(rawValue: 0x80)
    /// O: other configuration is to be had by DHCPv6 (RFC 4861).
    public static let otherConfiguration = RouterAdvertisementFlags(rawValue: 0x40)
    /// H: the router is a home agent on this link (RFC 6275 section 7.1).
    public static let homeAgent = RouterAdvertisementFlags(rawValue: 0x20)
    /// P: a proxy passed the message on (RFC 4389).
    public static let neighborDiscoveryProxy = RouterAdvertisementFlags(rawValue: 0x04)

    /// All of the above; the other bits are the preference, or reserved.
    static let defined = RouterAdvertisementFlags(rawValue: 0xe4)
}
