/*
 * What leaves from a home address of this node (RFC 6275 section 11.3.1): at home as any packet, else directly to a
 * correspondent that knows the care-of address, or through the home agent. The packet leaves by the router of the care-of
 * address, whatever the kernel believes of routes: it keeps those of a link that was left.
 */
#pragma once

#include "direct_way.h"
#include "encapsulation.h"
#include "home_address_header.h"
#include "mobile_groups.h"
#include "mobile_node_maps.h"
#include "tunnel_protection.h"

/* A packet, and what was found out about it. */
struct departure {
	struct ipv6_header header;
	struct upper_layer upper;
	struct segments segments;
	/* Where the destination is, if it is away itself and this node knows. */
	struct haos_direct_way *peer;
};

/* The size of packets on the link that it leaves by. */
static __always_inline __u32 link_mtu(struct __sk_buff *skb, const struct haos_next_hop *next_hop)
{
	__u32 mtu = 0;

	bpf_check_mtu(skb, next_hop->interface_index, &mtu, 0, 0);
	return mtu ? mtu : UNBOUNDED_MTU;
}

static __always_inline int leave(const struct haos_next_hop *next_hop, const struct haos_ipv6_address *neighbor)
{
	struct bpf_redir_neigh parameters = { .nh_family = ADDRESS_FAMILY_IPV6 };

	__builtin_memcpy(parameters.ipv6_nh, neighbor, sizeof(parameters.ipv6_nh));
	return bpf_redirect_neigh(next_hop->interface_index, &parameters, sizeof(parameters), 0);
}

/* Tells the program that sent the packet at `network` how much it may send at a time. */
static __noinline int tell_mobile_mtu(struct __sk_buff *skb, __u32 network, __u32 mtu)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct error_message *error;

	if (!header)
		return drop(haos_counter_errorFailed);
	error = begin_error(haos_counter_packetTooBigSent, ICMPV6_PACKET_TOO_BIG, 0,
			    mtu < IPV6_MINIMUM_MTU ? IPV6_MINIMUM_MTU : mtu, &header->source);
	return answer_with_error(skb, network, error, NULL, FROM_THIS_NODE);
}

/* Whether the packet is for a port that is always reached through the home agent. */
static __noinline _Bool is_excluded(struct __sk_buff *skb, __u32 network, const struct upper_layer *upper,
				    const struct haos_mobile_route *route)
{
	__u16 port;

	/* All fragments go one way, and only the first says which port it is for. */
	if (upper->protocol == NEXT_HEADER_FRAGMENT)
		return route->excluded_ports[0] != 0;
	if ((upper->protocol != NEXT_HEADER_TCP && upper->protocol != NEXT_HEADER_UDP) ||
	    bpf_skb_load_bytes(skb, network + upper->offset + sizeof(port), &port, sizeof(port)) || !port)
		return 0;
	for (int i = 0; i < HAOS_EXCLUDED_PORTS; i++) {
		if (route->excluded_ports[i] == port)
			return 1;
	}
	return 0;
}

/* Sends the packet directly to the correspondent, or not at all: BY_HOME. */
static __noinline int send_by_route(struct __sk_buff *skb, __u32 network, struct haos_mobile_route *route,
				    struct departure *packet)
{
	const __u32 overhead = sizeof(struct home_address_header) +
			       (packet->peer ? sizeof(struct type_2_routing_header) : 0);
	__u32 mtu = learned_mtu(&route->path, link_mtu(skb, &route->next_hop));

	if (packet->peer)
		mtu = learned_mtu(&packet->peer->path, mtu);
	if (packet->segments.length + overhead > mtu) {
		if (packet->segments.length > IPV6_MINIMUM_MTU)
			return tell_mobile_mtu(skb, network, mtu - overhead);
		count(haos_counter_mobileRouteNoRoom);
		return BY_HOME;
	}
	if (write_mobile_start(skb, network, &route->care_of_address)) {
		count(haos_counter_mobileRouteRefused);
		return BY_HOME;
	}
	/* The routing header is the first of the two (RFC 6275 section 6.3). */
	if (packet->peer && write_direct_start(skb, network, packet->peer))
		return drop(haos_counter_ownPacketFailed);
	count_many(haos_counter_mobilePacketsSentDirectly, packet->segments.number);
	__sync_fetch_and_add(&route->packets_sent, packet->segments.number);
	return leave(&route->next_hop, &route->next_hop.router);
}

/*
 * Tells another mobile node's care-of address in a packet that does not leave directly from this one's, if there is room
 * for `overhead` octets more; `mtu` is the path's. 0, or a verdict.
 */
static __always_inline int add_peer(struct __sk_buff *skb, __u32 network, struct departure *packet, __u32 overhead,
				    __u32 mtu)
{
	const __u32 octets = sizeof(struct type_2_routing_header);

	if (!packet->peer || packet->segments.length + octets + overhead > learned_mtu(&packet->peer->path, mtu) ||
	    write_direct_start(skb, network, packet->peer))
		return -1;
	packet->segments.length += octets;
	return 0;
}

/*
 * Sends the packet in two fragments of a tunnelled one. The copy that is the first comes by here again, as what leaves
 * from a care-of address (`depart_from_care_of_address`).
 */
static __noinline int send_in_fragments(struct __sk_buff *skb, __u32 network, struct haos_mobile_tunnel *tunnel)
{
	if (make_fragments(skb, network, &tunnel->ends, -1, 0, skb->ifindex, 0))
		return drop(haos_counter_tunnelEncapsulationFailed);
	return leave(&tunnel->next_hop, &tunnel->next_hop.router);
}

/* Sends the packet through the home agent. */
static __noinline int send_by_tunnel(struct __sk_buff *skb, __u32 network, struct haos_mobile_tunnel *tunnel,
				     struct departure *packet)
{
	const __u32 overhead = sizeof(struct ipv6_header);
	__u32 mtu = learned_mtu(&tunnel->ends.path, link_mtu(skb, &tunnel->next_hop));
	__u64 flags = BPF_F_ADJ_ROOM_FIXED_GSO;

	add_peer(skb, network, packet, overhead, mtu);
	if (packet->segments.length + overhead > mtu) {
		if (packet->segments.is_tcp && packet->segments.length <= mtu)
			flags = 0;
		else if (packet->segments.length > IPV6_MINIMUM_MTU)
			return tell_mobile_mtu(skb, network, mtu - overhead);
		else if (skb->gso_size)
			return drop(haos_counter_tunnelFragmentationRequired);
		else
			return send_in_fragments(skb, network, tunnel);
	}
	if (make_tunnel_room(skb, overhead, flags) || write_tunnel_start(skb, network, &tunnel->ends, 0))
		return drop(haos_counter_tunnelEncapsulationFailed);
	count_many(haos_counter_mobilePacketsTunnelled, packet->segments.number);
	return leave(&tunnel->next_hop, &tunnel->next_hop.router);
}

/* Sends the packet on the home link: to the neighbor or group that it is for, or by the router. */
static __noinline int send_at_home(struct __sk_buff *skb, __u32 network, struct haos_mobile_home *home,
				   struct departure *packet)
{
	struct ipv6_header *header;
	_Bool is_on_link;

	add_peer(skb, network, packet, 0, link_mtu(skb, &home->next_hop));
	header = octets_at(skb, network, sizeof(*header));
	if (!header)
		return drop(haos_counter_ownPacketFailed);
	is_on_link = is_multicast(&header->destination) ||
		      (!((header->destination.high ^ header->source.high) & home->prefix_mask.high) &&
		       !((header->destination.low ^ header->source.low) & home->prefix_mask.low));
	count_many(haos_counter_mobilePacketsSentAtHome, packet->segments.number);
	return leave(&home->next_hop, is_on_link ? &header->destination : &home->next_hop.router);
}

/* The packet at `network` from a home address, in a frame. */
static __noinline int depart(struct __sk_buff *skb, __u32 network)
{
	struct departure packet = {};
	struct haos_mobile_tunnel *tunnel;
	struct haos_mobile_route *route;
	struct haos_mobile_home *home;
	int verdict;

	if (bpf_skb_load_bytes(skb, network, &packet.header, sizeof(packet.header)))
		return drop(haos_counter_ownPacketFailed);
	/* No jumbograms, and nothing that would become one. */
	if ((!packet.header.payload_length && packet.header.next_header != NEXT_HEADER_NONE) ||
	    total_length(&packet.header) + sizeof(struct direct_start) > UNBOUNDED_MTU ||
	    network + total_length(&packet.header) > skb->len)
		return drop(haos_counter_tunnelLengthUnsupported);
	find_segments(skb, network, &packet.header, &packet.segments);
	home = bpf_map_lookup_elem(&mobile_homes, &packet.header.source);
	if (!home)
		return drop(haos_counter_mobileSourceNotHome);
	route = NULL;
	if (packet.header.next_header != NEXT_HEADER_HOP_BY_HOP &&
	    !find_upper_layer(skb, network, packet.header.next_header, &packet.upper) &&
	    may_go_directly(skb, network, &packet.upper)) {
		packet.peer = find_direct_way(&packet.header.source, &packet.header.destination);
		route = find_mobile_route(&packet.header.source, &packet.header.destination);
	}
	if (home->next_hop.interface_index)
		return send_at_home(skb, network, home, &packet);
	if (route && !is_excluded(skb, network, &packet.upper, route)) {
		verdict = send_by_route(skb, network, route, &packet);
		if (verdict != BY_HOME)
			return verdict;
	}
	tunnel = bpf_map_lookup_elem(&mobile_tunnels, &packet.header.source);
	if (!tunnel)
		return drop(haos_counter_mobileNoTunnel);
	/* What the kernel encrypts does not come by here. */
	return is_to_be_encrypted(skb, network, &tunnel->ends) ? drop(haos_counter_protectedPacketNotEncrypted) :
								 send_by_tunnel(skb, network, tunnel, &packet);
}

/* A packet from a care-of address, for which the way was chosen already. */
static __always_inline int depart_from_care_of_address(struct __sk_buff *skb, const struct haos_next_hop *next_hop)
{
	if (make_loopback_frame(skb, 0))
		return drop(haos_counter_ownPacketFailed);
	return leave(next_hop, &next_hop->router);
}

/* Whether a router may carry packets to this destination any further. */
static __always_inline _Bool is_routable(const struct ipv6_header *header)
{
	return is_multicast(&header->destination) ? !is_link_local_multicast(&header->destination) :
						    is_forwardable_source(&header->destination);
}
