/*
 * What the eBPF programs and the daemon agree on: keys and values of the maps, records of the ring buffer, counters.
 * The programs include it as `structures.h`, the daemon through CBPF. Both assert the sizes.
 */
#pragma once

#include <linux/types.h>

/* An IPv6 address as it is on the wire. */
struct haos_ipv6_address {
	__u64 high;
	__u64 low;
};

/* What a Packet Too Big told of a path (RFC 8201). */
struct haos_path {
	/* In octets of the packets that are on the path, their outermost header included; 0: nothing yet. */
	__u32 mtu;
	__u32 reserved;
	/* When it is to be forgotten, in nanoseconds of the kernel's monotonic clock. */
	__u64 expiry;
};

/* What of a tunnel the kernel encrypts: it is left to its IPsec. */
enum haos_protection {
	haos_protects_nothing,
	/* Whatever has a Mobility Header (RFC 6275 section 5.2.5). */
	haos_protects_return_routability,
	haos_protects_everything,
};

/* What came by associations of mobile nodes is marked with this and the node's number. */
#define HAOS_INBOUND_MARK 0x62750000u
#define HAOS_INBOUND_MASK 0xffff0000u

/* The mark of what the kernel has encrypted for a tunnel, on its way out. */
#define HAOS_TUNNEL_MARK 0x62760002u

/* The mark of what is in a frame for a node at home already, whatever a binding says. */
#define HAOS_NEIGHBOR_MARK 0x62760003u

/* Map `bindings`: the tunnel of a home address, which is the key (RFC 6275 section 10.4.2). */
struct haos_binding {
	struct haos_ipv6_address care_of_address;
	struct haos_ipv6_address home_agent_address;
	/* To the care-of address. */
	struct haos_path path;
	/* An `enum haos_protection`. */
	__u32 protection;
	/* On what came by the node's own associations; 0 where nothing of the tunnel is protected. */
	__u32 inbound_mark;
};

/* Map `binding_counters`: what a binding carried, kept apart so that a new care-of address does not reset it. */
struct haos_binding_counters {
	__u64 packets_tunnelled;
	__u64 octets_tunnelled;
	__u64 packets_reverse_tunnelled;
	__u64 octets_reverse_tunnelled;
	/* Errors about packets in the tunnel, Packet Too Big aside. */
	__u64 tunnel_errors;
};

/* The key of `direct_ways`: between whom (RFC 6275 section 9.1). */
struct haos_direct_way_key {
	struct haos_ipv6_address own_address;
	struct haos_ipv6_address home_address;
};

/* Map `direct_ways`: the way to a mobile node that does not lead by its home agent (RFC 6275 section 9.3). */
struct haos_direct_way {
	struct haos_ipv6_address care_of_address;
	/* To the care-of address. */
	struct haos_path path;
	/* The daemon takes the counts over to a new care-of address. */
	__u64 packets_sent;
	/* Without their routing headers. */
	__u64 octets_sent;
	__u64 packets_received;
	/* Without Home Address options. */
	__u64 octets_received;
};

/* The key of `neighbor_proxies` and `address_watches`: an address on one link. */
struct haos_neighbor_target {
	struct haos_ipv6_address address;
	__u32 interface_index;
	__u32 reserved;
};

/* Map `neighbor_proxies`: how Neighbor Solicitations for a target are answered. */
struct haos_neighbor_proxy {
	/* The home agent's own address on the link: the source of the advertisements. */
	struct haos_ipv6_address home_agent_address;
};

/* Map `protected_neighbors`: where on its home link a node sends from that has a binding still. */
struct haos_protected_neighbor {
	__u32 interface_index;
	__u8 link_layer_address[6];
	__u8 reserved[2];
};

/* Map `interfaces`, by interface index. */
struct haos_interface {
	__u8 link_layer_address[6];
	/* Whether Router Solicitations are copied to the daemon. */
	__u8 copies_router_solicitations;
	/* Whether Router Advertisements are. */
	__u8 copies_router_advertisements;
	/* This node's address on a link that is nowhere. */
	struct haos_ipv6_address address;
};

/* Map `local_addresses`: this node's own addresses, and those that it shares with other home agents. */
struct haos_local_address {
	/* Whether mobile nodes may register with it, so that every tunnelled packet to it is theirs. */
	__u16 is_home_agent;
	/* Whether they may do so under ESP. */
	__u16 takes_protected;
};

/* The key of `protected_paths`, whose values are home addresses: what was sent through a tunnel under ESP. */
struct haos_protected_path {
	/* As it is on the way: a care-of address, or the home agent's. */
	struct haos_ipv6_address far_end;
	/* In network order. */
	__u32 security_parameter_index;
	__u32 reserved;
};

/* The key of `group_members`, whose values are home addresses: a member's place among those of a group on a home link. */
struct haos_group_place {
	struct haos_ipv6_address group;
	__u32 interface_index;
	/* From 0 on, without gaps. */
	__u32 number;
};

/* Map `error_tokens`: how many ICMPv6 errors a processor may send at the moment. */
struct haos_token_bucket {
	__u64 tokens;
	/* In nanoseconds of the kernel's monotonic clock. */
	__u64 filled_at;
};

/* Map `settings`, which has one value. */
struct haos_settings {
	/* Nanoseconds between mobility packets for the daemon in the long run; 0: no bound. */
	__u64 mobility_interval;
	/* The same for those of one source. */
	__u64 source_interval;
	/* Nanoseconds between ICMPv6 errors of a processor; 0: the default. */
	__u64 error_interval;
	/* Secret: which sources share a bound. */
	__u64 hash_seed;
	/* Of outer headers; 0 for the default. */
	__u8 tunnel_hop_limit;
	/* Whether mobile nodes that are away are served with multicast. */
	__u8 forwards_multicast;
	/* Whether Home Address options are accepted of mobile nodes with a binding. */
	__u8 accepts_home_addresses;
	__u8 reserved[5];
};

/* The longest packet that is punted. */
#define HAOS_PUNT_LIMIT 2048

/* What a record of the ring buffer is. */
enum haos_record {
	/* A packet from its IPv6 header on. */
	haos_record_packet,
	/* A `haos_way_report` of a packet that was dropped: its Home Address option is of no binding. */
	haos_record_unverified_home_address,
	/* A `haos_way_report` of a direct way whose care-of address cannot be reached. */
	haos_record_unreachable,
	/* A `haos_mobile_route_key`: a correspondent sends through the tunnel of this node's home agent. */
	haos_record_tunnelled,
};

/* How every record of the ring buffer begins. */
struct haos_punted_packet {
	__u32 interface_index;
	/* Of what follows, in octets. */
	__u16 length;
	__u8 has_link_layer_source;
	__u8 link_layer_source[6];
	/* An `enum haos_record`. */
	__u8 record;
	__u8 reserved[2];
};

/* What the daemon is told of a direct way, or of what would have been one. */
struct haos_way_report {
	struct haos_ipv6_address own_address;
	struct haos_ipv6_address home_address;
	struct haos_ipv6_address care_of_address;
};

/*
 * The counters, by the names the operator sees. The daemon's ForwardingCounter has the same ones in the same order,
 * and says what each means.
 */
#define HAOS_COUNTERS(COUNTER) \
	COUNTER(packetsTunnelled) \
	COUNTER(packetsReverseTunnelled) \
	COUNTER(packetsBetweenMobileNodes) \
	COUNTER(tunnelHopLimitExceeded) \
	COUNTER(tunnelSourceNotForwardable) \
	COUNTER(tunnelSourceBeyondScope) \
	COUNTER(tunnelLengthUnsupported) \
	COUNTER(tunnelLoop) \
	COUNTER(tunnelNestingTooDeep) \
	COUNTER(tunnelEncapsulationLimitReached) \
	COUNTER(packetsTunnelledInFragments) \
	COUNTER(tunnelFragmentationRequired) \
	COUNTER(tunnelEncapsulationFailed) \
	COUNTER(packetTooBigSent) \
	COUNTER(packetTooBigLearned) \
	COUNTER(linkLocalUnreachable) \
	COUNTER(linkLocalSourceNotUnicast) \
	COUNTER(virtualLinkUnreachable) \
	COUNTER(tunnelErrorsReceived) \
	COUNTER(tunnelErrorsRelayed) \
	COUNTER(errorRateLimited) \
	COUNTER(errorNotAllowed) \
	COUNTER(errorFailed) \
	COUNTER(reverseTunnelFragments) \
	COUNTER(reverseTunnelReassembled) \
	COUNTER(reverseTunnelInnerMalformed) \
	COUNTER(reverseTunnelUnknownHomeAddress) \
	COUNTER(reverseTunnelWrongCareOfAddress) \
	COUNTER(reverseTunnelWrongHomeAgentAddress) \
	COUNTER(reverseTunnelInnerLinkLocal) \
	COUNTER(reverseTunnelInnerNeighborDiscovery) \
	COUNTER(reverseTunnelNested) \
	COUNTER(reverseTunnelCongestionLost) \
	COUNTER(reverseTunnelDecapsulationFailed) \
	COUNTER(multicastPacketsTunnelled) \
	COUNTER(multicastFromMobileNodes) \
	COUNTER(multicastCopyFailed) \
	COUNTER(multicastMembershipEnded) \
	COUNTER(multicastNotToSender) \
	COUNTER(multicastHopLimitExceeded) \
	COUNTER(multicastScopeNotGlobal) \
	COUNTER(multicastHomeLinkUnknown) \
	COUNTER(listenerMessagesPunted) \
	COUNTER(listenerMessagesIgnored) \
	COUNTER(listenerMessagesCrowdedOut) \
	COUNTER(listenerMessagesRateLimited) \
	COUNTER(routeOptimizedPacketsSent) \
	COUNTER(routeOptimizedPacketsReceived) \
	COUNTER(routeOptimizationNoRoute) \
	COUNTER(routeOptimizationNoRoom) \
	COUNTER(routeOptimizationRefused) \
	COUNTER(routeOptimizationErrorsReceived) \
	COUNTER(homeAddressNotRoutable) \
	COUNTER(homeAddressNotBound) \
	COUNTER(homeAddressOfNeighborDiscovery) \
	COUNTER(homeAddressRemovalFailed) \
	COUNTER(routingHeaderForMobileNode) \
	COUNTER(wayReportsPunted) \
	COUNTER(wayReportsRateLimited) \
	COUNTER(wayReportsCrowdedOut) \
	COUNTER(protectedPacketsReceived) \
	COUNTER(protectedPacketForged) \
	COUNTER(protectedPacketFailed) \
	COUNTER(protectedPacketsSent) \
	COUNTER(protectedPacketNotEncrypted) \
	COUNTER(protectedPacketUnknownCareOfAddress) \
	COUNTER(protectedPacketNoRoute) \
	COUNTER(protectedPacketTooBig) \
	COUNTER(neighborAdvertisementsSent) \
	COUNTER(neighborAdvertisementFailed) \
	COUNTER(ownSolicitationsAnswered) \
	COUNTER(ownPacketFailed) \
	COUNTER(neighborSolicitationHopLimit) \
	COUNTER(neighborSolicitationChecksum) \
	COUNTER(neighborSolicitationCode) \
	COUNTER(neighborSolicitationLength) \
	COUNTER(neighborSolicitationOption) \
	COUNTER(neighborSolicitationSource) \
	COUNTER(neighborDiscoveryCopied) \
	COUNTER(routerSolicitationsCopied) \
	COUNTER(routerAdvertisementsCopied) \
	COUNTER(routerDiscoveryCrowdedOut) \
	COUNTER(mobilityPacketsPunted) \
	COUNTER(discoveryPacketsPunted) \
	COUNTER(discoveryCrowdedOut) \
	COUNTER(mobilitySourceRateLimited) \
	COUNTER(mobilityRateLimited) \
	COUNTER(mobilityCrowdedOut) \
	COUNTER(puntTooLong) \
	COUNTER(puntFailed) \
	COUNTER(ringBufferFull) \
	COUNTER(mobilePacketsTunnelled) \
	COUNTER(mobilePacketsFromTunnel) \
	COUNTER(mobilePacketsSentDirectly) \
	COUNTER(mobilePacketsReceivedDirectly) \
	COUNTER(mobilePacketsSentAtHome) \
	COUNTER(mobileNoTunnel) \
	COUNTER(mobileSourceNotHome) \
	COUNTER(mobileDestinationNotRoutable) \
	COUNTER(mobileRouteNoRoom) \
	COUNTER(mobileRouteRefused) \
	COUNTER(mobileTunnelWrongHomeAgent) \
	COUNTER(mobileTunnelNotForHome) \
	COUNTER(mobileTunnelInnerMalformed) \
	COUNTER(mobileTunnelInnerNeighborDiscovery) \
	COUNTER(mobileRoutingHeaderMalformed) \
	COUNTER(mobileRoutingHeaderRemovalFailed) \
	COUNTER(mobileRouteErrorsReceived) \
	COUNTER(mobileProtectedPacketsSent) \
	COUNTER(mobileProtectedPacketsReceived) \
	COUNTER(mobileProtectedPacketFailed)

enum haos_counter {
#define HAOS_COUNTER_CASE(name) haos_counter_##name,
	HAOS_COUNTERS(HAOS_COUNTER_CASE)
#undef HAOS_COUNTER_CASE
	haos_counter_count,
};

_Static_assert(sizeof(struct haos_ipv6_address) == 16, "shared with the daemon");
_Static_assert(sizeof(struct haos_binding) == 56, "shared with the daemon");
_Static_assert(sizeof(struct haos_binding_counters) == 40, "shared with the daemon");
_Static_assert(sizeof(struct haos_direct_way_key) == 32, "shared with the daemon");
_Static_assert(sizeof(struct haos_direct_way) == 64, "shared with the daemon");
_Static_assert(sizeof(struct haos_neighbor_target) == 24, "shared with the daemon");
_Static_assert(sizeof(struct haos_neighbor_proxy) == 16, "shared with the daemon");
_Static_assert(sizeof(struct haos_interface) == 24, "shared with the daemon");
_Static_assert(sizeof(struct haos_local_address) == 4, "shared with the daemon");
_Static_assert(sizeof(struct haos_group_place) == 24, "shared with the daemon");
_Static_assert(sizeof(struct haos_settings) == 40, "shared with the daemon");
_Static_assert(sizeof(struct haos_punted_packet) == 16, "shared with the daemon");
_Static_assert(sizeof(struct haos_way_report) == 48, "shared with the daemon");
