/// Everything worth telling: logs, debug output and counters derive from it.
public enum Observation: Hashable, Sendable {
    /// A packet was dropped in silence.
    case dropped(DropReason, source: IPv6Address?, interface: InterfaceIndex)
    /// A Mobility Header arrived, whatever is in it.
    case mobilityMessageReceived(InterfaceIndex)
    /// A Mobility Header was malformed; the type is what it says of itself.
    case mobilityMessageMalformed(MobilityMessageType?, WireError.Code)
    /// A Binding Update arrived whose message is well formed.
    case bindingUpdateReceived(RegistrationRequest)
    /// It is authentic, by the association that the request names, or needs not to be.
    case requestAuthenticated(RegistrationRequest)
    /// It passed all checks.
    case requestAccepted(RegistrationRequest)
    /// It did not; a Binding Acknowledgement says so, if one is due. The number is the last accepted one of the home address.
    case requestRefused(RegistrationRequest, RegistrationRefusal, lastSequenceNumber: UInt16?)
    /// It is dropped without an answer; the drop itself is observed too.
    case requestDropped(RegistrationRequest, DropReason)
    /// It takes the place of an older one that waits for duplicate address detection.
    case requestSuperseded(RegistrationRequest)
    /// A packet met a line of a filter.
    case filterMatched(FilterMatch)
    /// A Binding Acknowledgement leaves.
    case bindingAcknowledgementSent(BindingStatus, RegistrationRequest)
    /// A Binding Error leaves (RFC 6275 section 9.3.3).
    case bindingErrorSent(BindingErrorStatus, destination: IPv6Address)
    /// A Parameter Problem about a Mobility Header leaves (RFC 6275 section 9.2).
    case parameterProblemSent(pointer: UInt32, destination: IPv6Address)
    /// Duplicate address detection for a home address begins (RFC 6275 section 10.3.1).
    case duplicateAddressDetectionBegan(NeighborTarget)
    /// Nobody else uses the home address.
    case duplicateAddressDetectionPassed(homeAddress: IPv6Address)
    /// Somebody else uses the address.
    case duplicateAddressDetected(NeighborTarget)
    /// A home address has a binding that it did not have before.
    case bindingCreated(Binding)
    /// A binding has a new care-of address or lifetime.
    case bindingUpdated(Binding)
    /// A binding ended.
    case bindingEnded(Binding, BindingEnd)
    /// A registration that was on its way to a binding is given up.
    case registrationAbandoned(homeAddress: IPv6Address)
    /// The sequence number of a binding that ended is forgotten.
    case sequenceNumberForgotten(homeAddress: IPv6Address)
    /// The forwarding plane could not install a tunnel.
    case forwardingFailed(homeAddress: IPv6Address, ForwardingResult)
    /// A Router Advertisement leaves.
    case routerAdvertisementSent(InterfaceIndex)
    /// A valid Router Advertisement arrived on a home link.
    case routerAdvertisementReceived(InterfaceIndex)
    /// Another router of a link says something else than this one (RFC 4861 section 6.2.7).
    case routerAdvertisementContradicted([AdvertisementContradiction], by: IPv6Address, on: String)
    /// Another home agent is new on a home link (RFC 6275 section 10.5.1).
    case homeAgentAppeared(AdvertisedRouter, InterfaceIndex)
    /// A report, or a Done, about multicast groups came through a tunnel (RFC 6275 section 10.4.3).
    case listenerMessageReceived(homeAddress: IPv6Address)
    /// A mobile node is asked for its groups, or about one.
    case listenerQuerySent(homeAddress: IPv6Address, group: IPv6Address?)
    /// A mobile node listens to a group that it did not listen to before.
    case groupJoined(GroupMembership)
    /// It listens to a group no more.
    case groupLeft(GroupMembership, GroupMembership.End)
    /// A group that a mobile node wants is not delivered to it; counted as a drop.
    case groupIgnored(GroupMembership.Key, DropReason)
    /// Another home agent of a home link serves no more, or was cleared.
    case homeAgentDisappeared(AdvertisedRouter, InterfaceIndex)
    /// A mobile node asks for the home agents of its home link (RFC 6275 section 10.5).
    case addressDiscoveryRequestReceived(source: IPv6Address, destination: IPv6Address)
    /// It is told of them, the most preferred first.
    case addressDiscoveryReplySent([IPv6Address], destination: IPv6Address)
    /// The prefixes of a home link, by the kernel's name, are others than before; time aside.
    case homePrefixesChanged(homeLink: String)
    /// A mobile node asks for the prefixes of its home link (RFC 6275 section 10.6.2).
    case prefixSolicitationReceived(homeAddress: IPv6Address?, source: IPv6Address)
    /// A mobile node is to be told of the prefixes of its home link after a while.
    case prefixAdvertisementScheduled(homeAddress: IPv6Address, after: Duration, PrefixAdvertisementReason)
    /// It is told.
    case prefixAdvertisementSent(homeAddress: IPv6Address, destination: IPv6Address, PrefixAdvertisementOccasion)
    /// It did not show that it heard it, and is told no more for now.
    case prefixAdvertisementUnacknowledged(homeAddress: IPv6Address)
    /// Something of this node as a mobile node.
    case mobileNode(MobileNodeObservation)
    /// This node is a correspondent of mobile nodes.
    case correspondent(CorrespondentObservation)
}
