/// What reaches the engine. Together with the moment it is handled at, the events are all the engine ever knows.
public enum Event: Sendable {
    /// A packet that the forwarding plane kept from the kernel or copied.
    case packet(ReceivedPacket)
    /// An interface appeared, or something of it changed.
    case linkChanged(Link)
    /// An interface is gone.
    case linkRemoved(InterfaceIndex)
    /// A new configuration took effect; it replaces the former whole.
    case configured(MobilityConfiguration)
    /// The answer to `Effect.installForwarding`: one for each, in the order of the effects.
    case forwardingInstalled(ForwardingEntry, ForwardingResult)
    /// `Effect.beginAddressWatch` could not be carried out: it comes before any other event.
    case addressWatchRefused(NeighborTarget)
    /// `Effect.beginNeighborProxy` could not be carried out: it comes before any other event.
    case neighborProxyRefused(NeighborTarget)
    /// The answer to `Effect.beginRouteOptimization`: it comes before any other event.
    case routeOptimizationBegun(RouteOptimizationEntry, ForwardingResult)
    /// The answer to `Effect.askRouteOptimizationUse`; none if there is no such way.
    case routeOptimizationUsed(RouteOptimizationKey, RouteOptimizationUse)
    /// A Destination Unreachable came about a packet that left by a direct way (RFC 6275 section 9.3.4).
    case routeOptimizationUnreachable(RouteOptimizationEntry)
    /// A packet was dropped because its Home Address option is of no binding (RFC 6275 section 9.3.1).
    case homeAddressOptionUnverified(UnacceptablePacket)
    /// Something of this node as a mobile node.
    case mobileNode(MobileNodeEvent)
    /// The operator clears bindings.
    case clearBindings(BindingSelector)
    /// The operator clears the Home Agents List of a home link, by the kernel's name, or of all.
    case clearHomeAgents(homeLink: String?)
    /// The operator sets the counts of a filter to zero.
    case clearFilter(FilterName)
    /// The operator sets the counts of all filters of a kind to zero.
    case clearFilters(FilterName.Kind)
    /// What the calendar shows: told before the first packet, and again when the clock was set.
    case clockSet(NetworkTimestamp)
    /// `nextDeadline` has come.
    case deadline
    /// The daemon is about to end: leave nothing behind on the links.
    case shutdown

    /// Whether it is about interfaces, or what is configured: everything looks at them anew.
    var isAboutSurroundings: Bool {
        switch self {
        case .linkChanged, .linkRemoved, .configured: true
        default: false
        }
    }
}
