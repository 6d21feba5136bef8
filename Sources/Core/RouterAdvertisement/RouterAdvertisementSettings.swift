/// `ipv6 nd` of an interface, but for prefixes: what Router Advertisements say, and how often (RFC 4861 section 6.2.1).
public struct RouterAdvertisementSettings: Hashable, Sendable {
    /// `ra-interval`; `nil` when not configured.
    public var interval: RouterAdvertisementInterval?
    /// `ra-delay`: MinDelayBetweenRAs in milliseconds, 30 to 3000, how far advertisements to all are apart at least; `nil`
    /// for 3 s. More than the least interval it is never (RFC 6275 sections 7.5 and 13).
    public var minimumDelay: UInt32?
    /// `ra-lifetime`: AdvDefaultLifetime in seconds, 0 to 9000, 0 for a router that is no default router; `nil` when not
    /// configured.
    public var routerLifetime: UInt16?
    /// `suppress-ra`; `nil` sends all advertisements.
    public var suppression: RouterAdvertisementSuppression?
    /// `managed-config-flag`: addresses are to be had by DHCPv6.
    public var hasManagedAddresses = false
    /// `other-config-flag`: other configuration is to be had by DHCPv6.
    public var hasOtherConfiguration = false
    /// `router-preference` (RFC 4191).
    public var preference = RouterPreference.medium
    /// `reachable-time`: AdvReachableTime in milliseconds, up to 3600000; 0 leaves it to the hosts.
    public var reachableTime: UInt32 = 0
    /// `ns-interval`: AdvRetransTimer in milliseconds; 0 leaves it to the hosts.
    public var retransmissionTimer: UInt32 = 0
    /// `ra-hop-limit`: AdvCurHopLimit; 0 leaves it to the hosts.
    public var currentHopLimit: UInt8 = 64
    /// `mtu`: AdvLinkMTU in octets, from 1280 on; `nil` says nothing of it.
    public var maximumTransmissionUnit: UInt32?
    /// `advertisement-interval`: advertisements say how far they are apart (RFC 6275 section 7.3).
    public var tellsInterval = false
    /// `rdnss`: resolvers, in the order they were configured.
    public var recursiveDNSServers: [DNSInformation<IPv6Address>] = []
    /// `dnssl`: domains to search names in, in the order they were configured.
    public var searchDomains: [DNSInformation<DomainName>] = []

    /// The default settings.
    public init() {}
}
