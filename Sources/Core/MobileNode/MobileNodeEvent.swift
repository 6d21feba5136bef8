/// What reaches a mobile node beside packets and changes of its links.
public enum MobileNodeEvent: Hashable, Sendable {
    /// A packet from a correspondent came through the tunnel that has no direct way (RFC 6275 section 11.6): told for the
    /// first, and then seldom, but again whenever a second has passed.
    case tunnelled(MobileRouteKey)
    /// The answer to `MobileNodeEffect.askRouteUse`; none if there is no such way.
    case routeUsed(MobileRouteKey, RouteOptimizationUse)
    /// What was remembered of home agents: told before the first packet.
    case homeAgentsRemembered([KnownHomeAgent])
    /// What was remembered of bindings: told once the calendar is known, and before there is any home address.
    case bindingsRemembered([RememberedBinding])
    /// The operator has the home address, or all, begin anew: registered again, refused by whomever it was.
    case restart(homeAddress: IPv6Address?)
    /// The operator has the known home agents forgotten.
    case forgetHomeAgents
}
