import Core
import OrderedCollections

/// What `interface` holds.
public struct InterfaceSettings: Hashable, Sendable {
    /// `description`: what `show interfaces` says of it.
    public var description: String?
    /// `shutdown`: set down, and kept out of use.
    public var isShutDown = false
    /// `ipv6 address`: prefix lengths by address, in the order they were configured.
    public var addresses: OrderedDictionary<IPv6Address, UInt8> = [:]
    /// `ipv6 nd`, but for prefixes.
    public var advertisement = RouterAdvertisementSettings()
    /// `ipv6 nd prefix`.
    public var prefixes = AdvertisedPrefixes<LocalDate>()
    /// `ipv6 mobile home-agent enable`: a home link.
    public var isHomeAgentEnabled = false
    /// `ipv6 mobile home-agent access`: the name of the access list that judges registrations on the link.
    public var accessList: String?
    /// `ipv6 mobile home-agent prefix-discovery`: mobile nodes of the link are told of its prefixes.
    public var tellsHomePrefixes = true
    /// `ipv6 mobile home-agent preference` (RFC 6275 section 7.4).
    public var homeAgentPreference: UInt16 = 0
    /// `ipv6 mobile home-agent lifetime`: seconds, 1 to 65520; `nil` for the router's lifetime (RFC 6275 section 7.4).
    public var homeAgentLifetime: UInt16?

    /// The default settings.
    public init() {}
}
