/// What `ipv6 mobile home-agent` holds.
public struct HomeAgentSettings: Hashable, Sendable {
    /// `authentication required|optional`.
    public var requiresAuthentication = true
    /// `binding access`: the name of the access list that judges registrations on all home links.
    public var accessList: String?
    /// `host group`, by name.
    public var hostGroups: [String: HostGroupSettings] = [:]

    /// The default settings.
    public init() {}
}
