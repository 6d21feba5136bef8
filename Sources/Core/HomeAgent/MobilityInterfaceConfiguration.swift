/// What the engine needs of an interface's configuration.
public struct MobilityInterfaceConfiguration: Hashable, Sendable {
    /// `ipv6 address`, in the order they are configured.
    public var addresses: [InterfaceAddress] = []
    /// A link that is nowhere: nobody is on it but mobile nodes that are away.
    public var isVirtual = false
    /// `shutdown`: the interface is down, or about to be.
    public var isShutDown = false
    /// `ipv6 mobile home-agent enable`: the interface is a home link.
    public var isHomeLink = false
    /// `ipv6 mobile home-agent preference`: among the home agents of the link, the higher the better.
    public var homeAgentPreference: UInt16 = 0
    /// `ipv6 mobile home-agent lifetime`: seconds for which each advertisement makes this node a home agent, 1 to 65520;
    /// `nil` for the router's lifetime.
    public var homeAgentLifetime: UInt16?
    /// `ipv6 mobile home-agent access`: the name of the access list that judges registrations on the link; there may
    /// be no such list.
    public var accessList: String?
    /// `ipv6 mobile home-agent prefix-discovery`: mobile nodes of the link are told of its prefixes.
    public var tellsHomePrefixes = true
    /// `ipv6 nd`, but for prefixes.
    public var advertisement = RouterAdvertisementSettings()
    /// `ipv6 nd prefix`.
    public var prefixes = AdvertisedPrefixes<Instant>()

    /// An interface that nothing was configured for.
    public init() {}
}
