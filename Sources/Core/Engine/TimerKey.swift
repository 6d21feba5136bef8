/// What a deadline of the engine is for.
enum TimerKey: Hashable, Sendable {
    /// A binding expires, or a deleted one is forgotten.
    case binding(homeAddress: IPv6Address)
    /// A correspondent binding is to be looked at, or expires.
    case correspondentBinding(RouteOptimizationKey)
    /// A sequence number of an ended correspondent binding is forgotten, of whichever.
    case replayMemory
    /// Duplicate address detection for a home address has heard nothing.
    case duplicateAddressDetection(homeAddress: IPv6Address)
    /// The next of a burst of unsolicited Neighbor Advertisements.
    case neighborAdvertisement(homeAddress: IPv6Address)
    /// The next Router Advertisement of a link.
    case routerAdvertisement(InterfaceIndex)
    /// The next General Query in a tunnel.
    case listenerQuery(homeAddress: IPv6Address)
    /// A membership in a group is to be asked about, or ends.
    case groupMembership(GroupMembership.Key)
    /// A router of a home link, or an address of it, is no longer advertised.
    case advertisedRouter(NeighborTarget)
    /// Whatever comes next on an interface of this mobile node.
    case movement(InterfaceIndex)
    /// The home agents that were heard are to be kept.
    case knownHomeAgents
    /// The next Mobile Prefix Advertisement, of whatever binding.
    case prefixAdvertisement
    /// Something of this node as a mobile node.
    case mobileNode(MobileNodeTimer)
}
