/// What the forwarding plane counts: everything notable it does, and each reason why it drops a packet.
///
/// The names are the operator's, and the order is that of BPF/structures.h.
public enum ForwardingCounter: String, CaseIterable, Sendable {
    /// Packets encapsulated towards a care-of address.
    case packetsTunnelled
    /// Packets that came out of a reverse tunnel, those between mobile nodes included.
    case packetsReverseTunnelled
    /// Packets from one mobile node's tunnel into another's.
    case packetsBetweenMobileNodes
    /// Packets not tunnelled since their hop limit is used up; the kernel sends Time Exceeded.
    case tunnelHopLimitExceeded
    /// Dropped: a source that no router forwards, such as a loopback address.
    case tunnelSourceNotForwardable
    /// Packets for a home address from a link-local address, answered with Destination Unreachable.
    case tunnelSourceBeyondScope
    /// Dropped: a jumbogram, or a packet that the outer header would make one.
    case tunnelLengthUnsupported
    /// Dropped: a tunnelled packet that began at this node came back to be tunnelled again.
    case tunnelLoop
    /// Dropped: more tunnels in one another than RFC 2473 section 4.1.1 allows by default.
    case tunnelNestingTooDeep
    /// Packets not tunnelled since they say that no more tunnels may go around them (RFC 2473 section 4.1.1).
    case tunnelEncapsulationLimitReached
    /// Packets encapsulated in fragments: every link must carry them, but not their outer header besides.
    case packetsTunnelledInFragments
    /// Dropped: as those, but an offload's, which cannot be cut.
    case tunnelFragmentationRequired
    /// Dropped: the kernel refused the encapsulation.
    case tunnelEncapsulationFailed
    /// Packet Too Big messages sent.
    case packetTooBigSent
    /// Packet Too Big messages received that told the path MTU of a tunnel.
    case packetTooBigLearned
    /// Packets for a mobile node's link-local address while it is away, answered with Destination Unreachable.
    case linkLocalUnreachable
    /// Dropped: as those, from a source that is not unicast.
    case linkLocalSourceNotUnicast
    /// Packets for a home address of a virtual home link that nobody has registered, answered with Destination
    /// Unreachable.
    case virtualLinkUnreachable
    /// ICMPv6 errors received about packets in a tunnel.
    case tunnelErrorsReceived
    /// ICMPv6 errors about packets in a tunnel of which the source of the packet inside was told.
    case tunnelErrorsRelayed
    /// ICMPv6 errors not sent, as there were too many.
    case errorRateLimited
    /// Dropped without an ICMPv6 error, as the packet was one itself.
    case errorNotAllowed
    /// Dropped: the kernel refused to make an ICMPv6 error of it.
    case errorFailed
    /// Fragments of packets that came through a reverse tunnel.
    case reverseTunnelFragments
    /// Packets that came through a reverse tunnel in fragments, or with options, and were put together.
    case reverseTunnelReassembled
    /// Dropped: no IPv6 packet in the tunnel, or one that is longer than the tunnelled packet.
    case reverseTunnelInnerMalformed
    /// Dropped: no binding for the inner source.
    case reverseTunnelUnknownHomeAddress
    /// Dropped: the outer source is not the care-of address of the inner source.
    case reverseTunnelWrongCareOfAddress
    /// Dropped: the outer destination is not the address that the mobile node registered with.
    case reverseTunnelWrongHomeAgentAddress
    /// Dropped: link-local traffic in a tunnel.
    case reverseTunnelInnerLinkLocal
    /// Dropped: neighbor discovery in a tunnel.
    case reverseTunnelInnerNeighborDiscovery
    /// Dropped: a tunnel to this node in a tunnel.
    case reverseTunnelNested
    /// Dropped: congestion met in the tunnel that the inner packet cannot be marked with (RFC 6040).
    case reverseTunnelCongestionLost
    /// Dropped: the kernel refused the decapsulation.
    case reverseTunnelDecapsulationFailed
    /// Copies of packets for a group that were tunnelled to its members.
    case multicastPacketsTunnelled
    /// Packets for a group that came out of a reverse tunnel, and were put on the home link.
    case multicastFromMobileNodes
    /// Copies of packets for a group that could not be made, and packets from a mobile node that could not be put on the
    /// home link: the kernel had no room.
    case multicastCopyFailed
    /// Copies dropped: the mobile node left the group, or its binding ended, while they were under way.
    case multicastMembershipEnded
    /// Copies dropped: the member sent the packet itself.
    case multicastNotToSender
    /// Packets for a group not tunnelled, or not put on the home link, since their hop limit is used up.
    case multicastHopLimitExceeded
    /// Dropped: multicast from a mobile node that is not of global scope.
    case multicastScopeNotGlobal
    /// Dropped: multicast from a mobile node whose home link cannot be reached.
    case multicastHomeLinkUnknown
    /// Messages about multicast groups moved to the daemon.
    case listenerMessagesPunted
    /// Dropped: messages about multicast groups while multicast is not forwarded.
    case listenerMessagesIgnored
    /// Dropped: messages about multicast groups, as so many packets wait that there would be no room for registrations.
    case listenerMessagesCrowdedOut
    /// Dropped: more messages about multicast groups than `rate-limit` lets pass of Binding Updates.
    case listenerMessagesRateLimited
    /// Packets of this node's own that were sent straight to a care-of address, with a type 2 routing header.
    case routeOptimizedPacketsSent
    /// Packets for this node that came straight from a care-of address, with a Home Address option.
    case routeOptimizedPacketsReceived
    /// Packets sent to the home address after all, as there is no route to the care-of address.
    case routeOptimizationNoRoute
    /// Packets sent to the home address after all: every link must carry them, but not their routing header besides.
    case routeOptimizationNoRoom
    /// Packets sent to the home address after all, as the kernel refused to insert a routing header.
    case routeOptimizationRefused
    /// ICMPv6 errors received about packets with a type 2 routing header; who sent them was told.
    case routeOptimizationErrorsReceived
    /// Dropped: a Home Address option, or the source of a packet with one, that is no address of a node.
    case homeAddressNotRoutable
    /// Dropped: a Home Address option of a mobile node that has no binding, or is not bound to where the packet came from.
    case homeAddressNotBound
    /// Dropped: neighbor discovery with a Home Address option.
    case homeAddressOfNeighborDiscovery
    /// Dropped: the kernel refused to take a Home Address option out.
    case homeAddressRemovalFailed
    /// Dropped: a type 2 routing header, which is for mobile nodes, to this node.
    case routingHeaderForMobileNode
    /// Times that the daemon was told of a Home Address option without binding, or of an unreachable care-of address.
    case wayReportsPunted
    /// Times that it was not told, as it would have been more often than `rate-limit` allows.
    case wayReportsRateLimited
    /// Times that it was not told, as so many packets wait that there would be no room for registrations.
    case wayReportsCrowdedOut
    /// Packets under ESP with a Home Address option, given to the kernel as from their home address.
    case protectedPacketsReceived
    /// Dropped: a packet under ESP that says of itself what only the forwarding plane may say.
    case protectedPacketForged
    /// Dropped: the kernel refused to change a packet under ESP.
    case protectedPacketFailed
    /// Packets under ESP sent to care-of addresses.
    case protectedPacketsSent
    /// Dropped: a packet that was to be encrypted, and was not.
    case protectedPacketNotEncrypted
    /// Dropped: a packet under ESP for a home address that is nowhere, or no more.
    case protectedPacketUnknownCareOfAddress
    /// Dropped: a packet under ESP for a care-of address that there is no route to.
    case protectedPacketNoRoute
    /// Dropped: a packet under ESP that is larger than the path to the care-of address carries.
    case protectedPacketTooBig
    /// Neighbor Advertisements sent for home addresses.
    case neighborAdvertisementsSent
    /// Dropped: the kernel refused to make a Neighbor Advertisement of the solicitation.
    case neighborAdvertisementFailed
    /// Neighbor Solicitations of this node's own for home addresses, answered to itself.
    case ownSolicitationsAnswered
    /// Dropped: the kernel refused to take back a packet that this node sent to a home address.
    case ownPacketFailed
    /// Dropped: a Neighbor Solicitation that was forwarded.
    case neighborSolicitationHopLimit
    /// Dropped: a Neighbor Solicitation with a wrong checksum.
    case neighborSolicitationChecksum
    /// Dropped: a Neighbor Solicitation with a code other than 0.
    case neighborSolicitationCode
    /// Dropped: a Neighbor Solicitation too short for its target, or longer than its packet.
    case neighborSolicitationLength
    /// Dropped: a Neighbor Solicitation with an option of length 0, past the end, or not allowed in a probe.
    case neighborSolicitationOption
    /// Dropped: a Neighbor Solicitation from a multicast address, or a probe not sent to a solicited-node address.
    case neighborSolicitationSource
    /// Neighbor Advertisements and probes copied to the daemon.
    case neighborDiscoveryCopied
    /// Router Solicitations copied to the daemon.
    case routerSolicitationsCopied
    /// Router Advertisements on home links copied to the daemon.
    case routerAdvertisementsCopied
    /// Router Solicitations and Advertisements not copied, as so many wait that there would be no room for mobile nodes.
    case routerDiscoveryCrowdedOut
    /// Mobility packets moved to the daemon.
    case mobilityPacketsPunted
    /// Questions for home agents and home prefixes moved to the daemon.
    case discoveryPacketsPunted
    /// Dropped: such questions, as so many wait that there would be no room for registrations.
    case discoveryCrowdedOut
    /// Dropped: more mobility packets from one source than `rate-limit binding-update source` allows.
    case mobilitySourceRateLimited
    /// Dropped: more mobility packets in all than `rate-limit binding-update` allows.
    case mobilityRateLimited
    /// Dropped: a mobility packet that renews no binding, as so many wait that those that do need the room.
    case mobilityCrowdedOut
    /// Packets for the daemon that are longer than any it wants.
    case puntTooLong
    /// Packets for the daemon that the kernel could not copy.
    case puntFailed
    /// Packets for the daemon that found the ring buffer full.
    case ringBufferFull
    /// Packets of this node's home addresses sent through their home agents.
    case mobilePacketsTunnelled
    /// Packets for home addresses of this node that came out of the tunnels of their home agents.
    case mobilePacketsFromTunnel
    /// Packets of home addresses sent directly to correspondents, with a Home Address option.
    case mobilePacketsSentDirectly
    /// Packets for home addresses that came directly, with a type 2 routing header.
    case mobilePacketsReceivedDirectly
    /// Packets of home addresses sent on their home link.
    case mobilePacketsSentAtHome
    /// Dropped: from a home address that is not registered.
    case mobileNoTunnel
    /// Dropped: sent out of the interface of home addresses, but from none of them.
    case mobileSourceNotHome
    /// Dropped: from a home address to what no router forwards to.
    case mobileDestinationNotRoutable
    /// Packets not sent directly, but through the home agent: every link must carry them, but not the option besides.
    case mobileRouteNoRoom
    /// Packets not sent directly, but through the home agent: the kernel refused to make room for the option.
    case mobileRouteRefused
    /// Dropped: tunnelled to a home address by somebody else than its home agent, or to a former care-of address.
    case mobileTunnelWrongHomeAgent
    /// Dropped: put together by the kernel out of a tunnel's packets, or freed of options, and for no home address.
    case mobileTunnelNotForHome
    /// Dropped: no proper IPv6 packet in the home agent's tunnel.
    case mobileTunnelInnerMalformed
    /// Dropped: neighbor discovery out of the home agent's tunnel.
    case mobileTunnelInnerNeighborDiscovery
    /// Dropped: a type 2 routing header before something that none goes with.
    case mobileRoutingHeaderMalformed
    /// Dropped: the kernel refused to take a type 2 routing header away.
    case mobileRoutingHeaderRemovalFailed
    /// ICMPv6 errors received about packets that were sent directly.
    case mobileRouteErrorsReceived
    /// Packets of home addresses sent to home agents under ESP.
    case mobileProtectedPacketsSent
    /// Packets for home addresses that came in tunnels of home agents under ESP.
    case mobileProtectedPacketsReceived
    /// Dropped: the kernel refused to change the addresses of a packet under ESP, or to make room for the option.
    case mobileProtectedPacketFailed
}
