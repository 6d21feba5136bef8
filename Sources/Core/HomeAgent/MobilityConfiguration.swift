/// What the engine needs of the configuration.
public struct MobilityConfiguration: Hashable, Sendable {
    /// `ipv6 mobile`: while false nothing mobile is answered or accepted.
    public var isEnabled = false
    /// `ipv6 unicast-routing`.
    public var isRouter = false
    /// `ipv6 mobile home-agent`.
    public var homeAgent = HomeAgentConfiguration()
    /// `ipv6 mobile correspondent-node`.
    public var correspondentNode = CorrespondentNodeConfiguration()
    /// `ipv6 mobile mobile-node`; `nil` where this node is none.
    public var mobileNode: MobileNodeConfiguration?
    /// What this node is told as a mobile node; `nil` while it is none, or nothing mobile is served.
    public var activeMobileNode: MobileNodeConfiguration? { isEnabled ? mobileNode : nil }
    /// `ipv6 mobile tunnel hop-limit`: of outer headers, 1 and up; `nil` for the default (RFC 2473 section 6.3).
    public var tunnelHopLimit: UInt8?
    /// `rate-limit` of the home agent.
    public var rateLimits = RateLimits()
    /// `ipv6 prefix-list`, by name.
    public var prefixLists: [String: PrefixList] = [:]
    /// `ipv6 access-list`, by name.
    public var accessLists: [String: AccessList] = [:]
    /// `ipv6 mobile bindings filter`: the name of the prefix list that judges where Binding Updates come from; there
    /// may be no such list.
    public var bindingFilter: String?
    /// What is configured for interfaces, by the kernel's name; a name may have no interface yet.
    public var interfaces: [String: MobilityInterfaceConfiguration] = [:]

    /// The configuration of a node that does nothing.
    public init() {}
}
