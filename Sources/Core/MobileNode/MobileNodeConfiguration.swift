/// What a mobile node is told (RFC 6275 section 11).
public struct MobileNodeConfiguration: Hashable, Sendable {
    /// Lifetimes that may be asked for, in seconds; a Binding Update counts in units of four seconds.
    public static let lifetimes: ClosedRange<UInt32> = 4...262_140
    /// What is asked for if nothing else is configured, in seconds.
    public static let standardLifetime: UInt32 = 600
    /// The most home addresses that there may be, those that configure themselves included.
    public static let greatestNumberOfHomeAddresses = 16

    /// `home-address`, in the order of the addresses.
    public var homeAddresses: [HomeAddressConfiguration] = []
    /// `interface`: the interfaces that may be attached to networks, the preferred first.
    public var interfaces: [MobileNodeInterface] = []
    /// `lifetime`: what home agents are asked for, in seconds, 4 to 262140.
    public var lifetime = standardLifetime
    /// `route-optimization`.
    public var isRouteOptimizationEnabled = true
    /// `route-optimization exclude`: peers that are always reached by the home agent, in the order of the prefixes.
    public var exclusions: [RouteOptimizationExclusion] = []
    /// `auto-configure`; `nil` if home addresses are only those that are written down.
    public var autoConfiguration: HomeAddressAutoConfiguration?
    /// `detach`: de-register everywhere, and stay away.
    public var isDetached = false

    /// A mobile node without home.
    public init() {}
}
