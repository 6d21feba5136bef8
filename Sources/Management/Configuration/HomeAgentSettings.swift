import Core

/// What `ipv6 mobile home-agent` holds.
public struct HomeAgentSettings: Hashable, Sendable {
    /// `authentication required|optional`.
    public var requiresAuthentication = true
    /// `binding access`: the name of the access list that judges registrations on all home links.
    public var accessList: String?
    /// `binding refresh`: seconds, 4 to 262140, after which mobile nodes are asked to register again; `nil` leaves it to
    /// them.
    public var refreshInterval: UInt32?
    /// `multicast`: how listeners to multicast groups are served that are away.
    public var multicast = MulticastConfiguration()
    /// `rate-limit`.
    public var rateLimits = RateLimits()
    /// `host group`, by name.
    public var hostGroups: [String: HostGroupSettings] = [:]

    /// The default settings.
    public init() {}
}
