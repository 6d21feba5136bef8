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
    /// `ipv6 nd ra-interval`: milliseconds, 70 to 1800000; `nil` for the default.
    public var routerAdvertisementInterval: UInt32?
    /// `ipv6 nd advertisement-interval`: Router Advertisements tell their interval (RFC 6275 section 7.3).
    public var advertisesInterval = false
    /// `ipv6 mobile home-agent enable`: a home link.
    public var isHomeAgentEnabled = false
    /// `ipv6 mobile home-agent access`: the name of the access list that judges registrations on the link.
    public var accessList: String?
    /// `ipv6 mobile home-agent preference` (RFC 6275 section 7.4).
    public var homeAgentPreference: UInt16 = 0

    /// The default settings.
    public init() {}
}
