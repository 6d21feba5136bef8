/*
 * What arrives for a home address of this node while it is away: through the home agent's tunnel, or directly with a
 * type 2 routing header (RFC 6275 sections 11.3.2 and 11.3.3). It goes on as a packet to the home address; what is for
 * the daemon is moved there whole.
 */
#pragma once

#include "direct_way.h"
#include "mobile_groups.h"
#include "mobile_node_maps.h"
#include "reverse_tunnel.h"

/* Nanoseconds between reports of one correspondent, and of all in the long run. */
#define TUNNELLED_REPORT_INTERVAL 1000000000ull
#define TUNNELLED_REPORTS_INTERVAL 10000000ull

/* What home agents tell a mobile node by ICMPv6. */
static __always_inline _Bool is_told_by_home_agents(__u8 type)
{
	return type == ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REPLY || type == ICMPV6_MOBILE_PREFIX_ADVERTISEMENT;
}

/* Whether what is behind the IPv6 header at `network` is for the daemon: messages of mobility, and errors about them. */
static __noinline _Bool is_for_mobile_daemon(struct __sk_buff *skb, __u32 network, struct upper_layer *upper)
{
	struct upper_layer quoted = {};
	struct ipv6_header header;
	__u32 offset = network + upper->offset;
	__u8 type;

	if (upper->protocol == NEXT_HEADER_MOBILITY)
		return 1;
	if (upper->protocol != NEXT_HEADER_ICMPV6 || bpf_skb_load_bytes(skb, offset, &type, sizeof(type)))
		return 0;
	if (is_told_by_home_agents(type))
		return 1;
	offset += sizeof(struct icmpv6_header);
	return (type == ICMPV6_DESTINATION_UNREACHABLE || type == ICMPV6_PARAMETER_PROBLEM) &&
	       !bpf_skb_load_bytes(skb, offset, &header, sizeof(header)) &&
	       !find_upper_layer(skb, offset, header.next_header, &quoted) &&
	       quoted.protocol == NEXT_HEADER_MOBILITY;
}

/* Whether it is a message of neighbor discovery, which would pass for a neighbor's. */
static __noinline _Bool pretends_to_be_neighbor(struct __sk_buff *skb, __u32 network, struct upper_layer *upper)
{
	__u8 type;

	return upper->protocol == NEXT_HEADER_ICMPV6 &&
	       !bpf_skb_load_bytes(skb, network + upper->offset, &type, sizeof(type)) && is_neighbor_discovery(type);
}

/*
 * Moves the packet at `network` to the daemon, within bounds. What the home agent sends comes before all others, so that
 * nobody who floods this node from elsewhere can keep it out.
 */
static __noinline int move_to_mobile_daemon(struct __sk_buff *skb, __u32 network, _Bool is_from_home_agent)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct haos_ipv6_address source;

	if (!header)
		return drop(haos_counter_puntFailed);
	source = header->source;
	if (!admit(&source, is_from_home_agent ? CLASS_BOUND_HERE : CLASS_UNKNOWN, haos_counter_mobilityCrowdedOut,
		   haos_counter_mobilityRateLimited))
		return DROP;
	if (!write_for_daemon(skb, network, 1, is_from_home_agent))
		count(haos_counter_mobilityPacketsPunted);
	return DROP;
}

/* Tells the daemon that a correspondent sends through the tunnel, for the first packet and then seldom. */
static __noinline void report_tunnelled(struct __sk_buff *skb, const struct haos_ipv6_address *home_address,
					const struct haos_ipv6_address *correspondent)
{
	struct haos_mobile_route_key key = { .home_address = *home_address, .correspondent = *correspondent };
	__u64 *last = bpf_map_lookup_elem(&tunnelled_reports, &key), now = bpf_ktime_get_ns();
	struct scratch *room = scratch();
	struct haos_punted_packet *header = (void *)room;
	struct haos_mobile_route_key *report = (void *)room + sizeof(*header);

	if (!room || (last && now - *last < TUNNELLED_REPORT_INTERVAL) || is_crowded(CROWD) ||
	    !take_token(&tunnelled_report_bucket, 0, TUNNELLED_REPORTS_INTERVAL, BURST_WINDOW))
		return;
	__builtin_memset(header, 0, sizeof(*header));
	header->interface_index = skb->ifindex;
	header->length = sizeof(*report);
	header->record = haos_record_tunnelled;
	*report = key;
	if (bpf_ringbuf_output(&punted_packets, room, sizeof(*header) + sizeof(*report), 0))
		count(haos_counter_ringBufferFull);
	else
		bpf_map_update_elem(&tunnelled_reports, &key, &now, BPF_ANY);
}

/*
 * Those that are for no home address may be of a tunnel of the operator's. The daemon hands on what no tunnel of the
 * kernel's took (ReassembledTunnel): that must not come round again.
 */
static __always_inline int not_for_home(struct __sk_buff *skb)
{
	return skb->ifindex == LOOPBACK_INTERFACE ? drop(haos_counter_mobileTunnelNotForHome) : PASS;
}

/* An IPv6 packet in an IPv6 packet. */
static __noinline int mobile_tunnel_exit(struct __sk_buff *skb, __u32 network)
{
	const __u32 inner_network = network + sizeof(struct ipv6_header);
	struct tunnelled_packet *packet = octets_at(skb, network, sizeof(*packet));
	struct upper_layer upper = {};
	struct segments segments;
	enum haos_counter fault;

	if (packet && is_multicast(&packet->inner.destination) && is_for_listeners(&packet->outer))
		return come_to_listeners(skb, network);
	packet = octets_at(skb, network, sizeof(*packet));
	if (!packet || !bpf_map_lookup_elem(&mobile_homes, &packet->inner.destination))
		return not_for_home(skb);
	if (!is_mobile_entrance(&packet->inner.destination, &packet->outer.destination, &packet->outer.source))
		return drop(haos_counter_mobileTunnelWrongHomeAgent);
	if (!is_well_formed(skb, network, packet) || !is_forwardable_source(&packet->inner.source) ||
	    find_upper_layer(skb, inner_network, packet->inner.next_header, &upper))
		return drop(haos_counter_mobileTunnelInnerMalformed);
	if (is_for_mobile_daemon(skb, inner_network, &upper))
		return move_to_mobile_daemon(skb, network, 1);
	if (pretends_to_be_neighbor(skb, inner_network, &upper))
		return drop(haos_counter_mobileTunnelInnerNeighborDiscovery);
	packet = octets_at(skb, network, sizeof(*packet));
	if (!packet)
		return drop(haos_counter_mobileTunnelInnerMalformed);
	find_segments(skb, inner_network, &packet->inner, &segments);
	if (!equal(&packet->inner.source, &packet->outer.source) &&
	    !find_mobile_route(&packet->inner.destination, &packet->inner.source))
		report_tunnelled(skb, &packet->inner.destination, &packet->inner.source);
	fault = hand_on_congestion(skb, network);
	if (fault != haos_counter_count)
		return drop(fault);
	count_many(haos_counter_mobilePacketsFromTunnel, segments.number);
	return decapsulate(skb);
}

struct limited_mobile_tunnel {
	struct limited_tunnel_start start;
	struct ipv6_header inner;
};

/* As `mobile_tunnel_exit`, of a tunnel with a limit of encapsulations, which has done its work. */
static __noinline int limited_mobile_tunnel_exit(struct __sk_buff *skb, __u32 network)
{
	struct limited_mobile_tunnel *packet = octets_at(skb, network, sizeof(*packet));

	if (!packet ||
	    (is_multicast(&packet->inner.destination) ? !is_for_listeners(&packet->start.outer) :
							!bpf_map_lookup_elem(&mobile_homes, &packet->inner.destination)) ||
	    remove_encapsulation_limit(skb, network))
		return PASS;
	return mobile_tunnel_exit(skb, network);
}

/* Takes the routing header away: the packet is one to the home address. */
static __noinline long arrive_at_home_address(struct __sk_buff *skb, __u32 network)
{
	struct direct_start *start = octets_at(skb, network, sizeof(*start));
	struct ipv6_header header;

	if (!start)
		return -1;
	header = start->ipv6;
	header.next_header = start->routing.next_header;
	header.payload_length = bpf_htons(bpf_ntohs(header.payload_length) - sizeof(start->routing));
	header.destination = start->routing.home_address;
	if (bpf_skb_adjust_room(skb, -(int)sizeof(start->routing), BPF_ADJ_ROOM_NET, BPF_F_ADJ_ROOM_FIXED_GSO))
		return -1;
	return bpf_skb_store_bytes(skb, network, &header, sizeof(header), BPF_F_RECOMPUTE_CSUM);
}

/*
 * A packet whose IPv6 header is followed by a routing header; those of other types are the kernel's. Anybody may send
 * packets with one of type 2 (RFC 6275 section 6.4): it says no more than the home address as destination would.
 */
static __noinline int mobile_routing_header(struct __sk_buff *skb, __u32 network)
{
	struct direct_start *start = octets_at(skb, network, sizeof(*start));
	struct haos_mobile_route *route;
	struct upper_layer upper = {};
	struct segments segments;

	if (!start || start->routing.routing_type != ROUTING_TYPE_2)
		return PASS;
	if (!leads_to_home_address(&start->routing) || total_length(&start->ipv6) < sizeof(*start) ||
	    !is_forwardable_source(&start->ipv6.source) ||
	    !is_mobile_address(&start->routing.home_address, &start->ipv6.destination))
		return drop(haos_counter_routingHeaderForMobileNode);
	/* From the routing header on. */
	if (find_upper_layer(skb, network + sizeof(start->routing), start->routing.next_header, &upper))
		return drop(haos_counter_mobileRoutingHeaderMalformed);
	upper.offset += sizeof(start->routing);
	if (is_for_mobile_daemon(skb, network, &upper)) {
		start = octets_at(skb, network, sizeof(*start));
		return start ? move_to_mobile_daemon(skb, network,
						     is_mobile_entrance(&start->routing.home_address,
									&start->ipv6.destination,
									&start->ipv6.source)) :
			       DROP;
	}
	if (pretends_to_be_neighbor(skb, network, &upper))
		return drop(haos_counter_mobileRoutingHeaderMalformed);
	if (arrive_at_home_address(skb, network))
		return drop(haos_counter_mobileRoutingHeaderRemovalFailed);
	start = octets_at(skb, network, sizeof(start->ipv6));
	if (!start)
		return DROP;
	find_segments(skb, network, &start->ipv6, &segments);
	count_many(haos_counter_mobilePacketsReceivedDirectly, segments.number);
	route = find_mobile_route(&start->ipv6.destination, &start->ipv6.source);
	if (route)
		__sync_fetch_and_add(&route->packets_received, segments.number);
	return route_anew(skb);
}
