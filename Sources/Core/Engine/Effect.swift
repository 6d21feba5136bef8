/// What the engine wants done, in order.
public enum Effect: Hashable, Sendable {
    /// Send a packet.
    case send(OutgoingPacket)
    /// Make, or change, the tunnel of a home address; answered by `Event.forwardingInstalled`.
    case installForwarding(ForwardingEntry)
    /// End the tunnel of a home address.
    case removeForwarding(homeAddress: IPv6Address)
    /// Answer Neighbor Solicitations for an address (RFC 6275 section 10.4.1), from this source, from the next
    /// packet on. `Event.neighborProxyRefused` tells that it is not so.
    case beginNeighborProxy(NeighborTarget, source: IPv6Address)
    /// Answer them no more.
    case endNeighborProxy(NeighborTarget)
    /// Copy to the engine what others say of an address: Neighbor Advertisements for it, and probes of it.
    /// `Event.addressWatchRefused` tells that it is not so.
    case beginAddressWatch(NeighborTarget)
    /// Copy it no more.
    case endAddressWatch(NeighborTarget)
    /// Tunnel to a mobile node what arrives for a group on its home link.
    case beginGroupDelivery(GroupMember)
    /// Tunnel it no more.
    case endGroupDelivery(GroupMember)
    /// Make, or change, the direct way to a mobile node; answered by `Event.routeOptimizationBegun`.
    case beginRouteOptimization(RouteOptimizationEntry)
    /// End the direct way to a mobile node; packets go by its home agent again.
    case endRouteOptimization(RouteOptimizationKey)
    /// Tell by `Event.routeOptimizationUsed` how much a direct way was used.
    case askRouteOptimizationUse(RouteOptimizationKey)
    /// Something of this node as a mobile node.
    case mobileNode(MobileNodeEffect)
    /// Something worth a log line, a debug line or a counter.
    case observe(Observation)
}
