import Core

/// What the configuration asks of the kernel besides forwarding for mobile nodes.
public struct SystemState: Hashable, Sendable {
    /// The interfaces that the configuration names, which are set up once for it, with their
    /// addresses.
    public var interfaces: [String: Set<InterfaceAddress>] = [:]
    /// Those of them that are set down instead, once for the configuration (`shutdown`).
    public var shutDownInterfaces: Set<String> = []
    /// Those of them that are made, as long as the state holds, if nobody else has.
    public var virtualInterfaces: Set<String> = []
    /// `ipv6 route`.
    public var routes: Set<StaticRoute> = []
    /// `ipv6 unicast-routing`; `false` leaves the kernel as it was found.
    public var isForwarding = false
    /// Whether eBPF programs may ask for routes; `false` leaves the kernel as it was found.
    public var looksUpRoutes = false

    /// Asks for nothing; applying it takes back everything that was applied before.
    public init() {}
}
