/// What a mobile node wants done.
public enum MobileNodeEffect: Hashable, Sendable {
    /// Have a home address here, at a place.
    case placeHomeAddress(InterfaceAddress, HomeAddressPlace)
    /// Have a home address no longer.
    case removeHomeAddress(InterfaceAddress)
    /// Send the packets of a home address through its home agent, from the next packet on; replaces the former way.
    case beginTunnel(MobileTunnel)
    /// Send them no more, and drop those that programs send nevertheless.
    case endTunnel(homeAddress: IPv6Address)
    /// Take packets from a tunnel.
    case openEntrance(TunnelEntrance)
    /// Take them no more.
    case closeEntrance(TunnelEntrance)
    /// Send packets for a correspondent directly, and take what comes from it with a type 2 routing header; replaces the
    /// former way.
    case beginRoute(MobileRoute)
    /// Send them through the home agent again.
    case endRoute(MobileRouteKey)
    /// Tell by `MobileNodeEvent.routeUsed` how much a way was used.
    case askRouteUse(MobileRouteKey)
    /// Let the kernel forget a link.
    case leaveLink(LeftLink)
    /// Remember the home agents that were heard, across restarts.
    case keepHomeAgents([KnownHomeAgent])
    /// Remember exactly these bindings, across restarts.
    case keepBindings([RememberedBinding])
}
