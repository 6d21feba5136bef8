/// `ipv6 nd prefix` of an interface: what is advertised of its prefixes, and which others are advertised.
///
/// `Moment` is what the validity of prefixes may end at: a date for an operator, a moment of the engine's clock for the
/// engine.
public struct AdvertisedPrefixes<Moment: Hashable & Sendable>: Hashable, Sendable {
    /// What holds for prefixes without parameters of their own; `nil` when not configured.
    public var common: PrefixParameters<Moment>?
    /// Prefixes with parameters of their own, of addresses of the interface or not.
    public var individual: [IPv6Prefix: PrefixParameters<Moment>] = [:]

    /// All prefixes of addresses, with the default parameters.
    public init() {}

    /// What is advertised of a prefix. Parameters of its own are all that counts, but for lifetimes that they leave
    /// open.
    func parameters(of prefix: IPv6Prefix) -> PrefixParameters<Moment> {
        var parameters = individual[prefix] ?? common ?? PrefixParameters()
        parameters.lifetimes = parameters.lifetimes ?? common?.lifetimes
        return parameters
    }

    /// The same with moments of another kind.
    public func map<Other>(_ transform: (Moment) -> Other) -> AdvertisedPrefixes<Other> {
        var other = AdvertisedPrefixes<Other>()
        other.common = common?.map(transform)
        other.individual = individual.mapValues { $0.map(transform) }
        return other
    }
}

extension AdvertisedPrefixes where Moment == Instant {
    /// What is left of a prefix's lifetimes at `now`, in seconds; `nil` once it is no longer valid.
    func lifetimes(of prefix: IPv6Prefix, at now: Instant) -> (valid: UInt32, preferred: UInt32)? {
        (parameters(of: prefix).lifetimes ?? .standard).remaining(at: now)
    }
}
