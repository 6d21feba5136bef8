/// What is advertised of a prefix (RFC 4861 section 6.2.1, RFC 6275 section 7.2).
public struct PrefixParameters<Moment: Hashable & Sendable>: Hashable, Sendable {
    /// `nil` for those of all prefixes of the interface.
    public var lifetimes: PrefixLifetimes<Moment>?
    /// L, the opposite of `off-link`: addresses of the prefix are on the link.
    public var isOnLink = true
    /// R, the opposite of `no-rtr-address`: a home agent tells its whole address along with the prefix.
    public var tellsRouterAddress = true
    /// A, the opposite of `no-autoconfig`: hosts may make addresses of the prefix.
    public var isAutonomous = true
    /// The opposite of `no-advertise`.
    public var isAdvertised = true

    /// The default parameters.
    public init() {}

    /// The same parameters with moments of another kind.
    public func map<Other>(_ transform: (Moment) -> Other) -> PrefixParameters<Other> {
        var other = PrefixParameters<Other>()
        other.lifetimes = lifetimes?.map(transform)
        other.isOnLink = isOnLink
        other.tellsRouterAddress = tellsRouterAddress
        other.isAutonomous = isAutonomous
        other.isAdvertised = isAdvertised
        return other
    }
}
