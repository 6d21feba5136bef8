/// The policy of a home agent.
public struct HomeAgentConfiguration: Hashable, Sendable {
    /// Whether home registrations without proof of origin are refused (RFC 6275 section 5.1).
    public var requiresAuthentication = true
    /// Upper bound of a binding's lifetime in seconds, at least 4; `nil` grants what is asked for.
    public var maximumLifetime: UInt32?
    /// Seconds, 4 to 262140, after which mobile nodes are asked to register again (RFC 6275 section 6.2.4); `nil` leaves
    /// it to them.
    public var refreshInterval: UInt32?
    /// Upper bound of the number of bindings; `nil` leaves it to the forwarding plane's room.
    public var maximumBindings: UInt32?
    /// `binding access`: the name of the access list that judges registrations on all home links; there may be no
    /// such list.
    public var accessList: String?
    /// `multicast`: how listeners that are away are served.
    public var multicast = MulticastConfiguration()
    /// Who may register, and how they prove it; in any order, no two for the same identifier. Two for the same home
    /// addresses are told apart by their identifiers.
    public var hostGroups: [HostGroup] = []

    /// The policy of a home agent that nothing was configured for.
    public init() {}
}
