/// What is worth telling of this node as a mobile node.
public enum MobileNodeObservation: Hashable, Sendable {
    /// An interface has a carrier, and routers are asked for there.
    case linkCame(InterfaceIndex)
    /// An interface has none any more.
    case linkWent(InterfaceIndex)
    /// A router that was not known is heard on a link.
    case routerHeard(NeighborTarget)
    /// A router is asked whether it is still there, as another was heard or it was not.
    case routerProbed(NeighborTarget)
    /// A router is used no more: it does not answer, or its advertisement ended.
    case routerLost(NeighborTarget)
    /// An address that came along from another link is somebody else's on this one.
    case addressDuplicated(NeighborTarget)
    /// The node is attached to a link, or has another router or care-of address there.
    case attached(Attachment)
    /// The node has left a link.
    case detached(InterfaceIndex)
    /// It stands otherwise with a home address.
    case stateChanged(HomeAddressStatus)
    /// A home agent is looked for (RFC 6275 section 11.4.1).
    case homeAgentDiscovery(homeAddress: IPv6Address)
    /// Home agents answered.
    case homeAgentsFound(homeAddress: IPv6Address, [IPv6Address])
    /// A Binding Update leaves.
    case bindingUpdateSent(BindingUpdateListEntry)
    /// It was acknowledged, or refused.
    case bindingAcknowledged(BindingUpdateListEntry, BindingStatus)
    /// A binding ended, or is given up.
    case bindingEnded(BindingUpdateListEntry)
    /// A home address has moved to another care-of address.
    case handedOver(HomeAddressStatus, HandoverTimes)
    /// A token was asked for (RFC 6275 section 11.6.1).
    case testInitSent(ReturnRoutabilityTest, MobileRouteKey)
    /// A token came.
    case testReceived(ReturnRoutabilityTest, MobileRouteKey)
    /// A correspondent takes no part in route optimization: packets for it go by the home agent.
    case routeOptimizationRefused(MobileRouteKey)
    /// Home prefixes were asked for (RFC 6275 section 11.4.2).
    case prefixSolicitationSent(homeAddress: IPv6Address)
    /// The home agent told them.
    case prefixAdvertisementReceived(homeAddress: IPv6Address)
    /// A home address was made from a home agent that was heard.
    case homeAddressConfigured(InterfaceAddress, homeAgent: IPv6Address)
}
