/// What `ipv6 mobile home-agent` holds.
public struct HomeAgentSettings: Hashable, Sendable {
    /// `authentication required|optional`.
    public var requiresAuthentication = true
    /// `host group`, by name.
    public var hostGroups: [String: HostGroupSettings] = [:]

    /// The default settings.
    public init() {}
}
