/* The way back: packets that mobile nodes send through their tunnel (RFC 6275 section 10.4.5). */
#pragma once

#include "encapsulation.h"
#include "multicast.h"
#include "neighbor_discovery.h"
#include "protection.h"
#include "punt.h"

/* Whether the inner packet is one: its version, and its length within the outer packet's. */
static __always_inline _Bool is_well_formed(struct __sk_buff *skb, __u32 network, struct tunnelled_packet *packet)
{
	return is_version_6(&packet->inner) &&
	       total_length(&packet->inner) <= bpf_ntohs(packet->outer.payload_length) &&
	       network + total_length(&packet->outer) <= skb->len;
}

/*
 * What may not come out of a tunnel although its sender is right: multicast that no router may carry on, neighbor
 * discovery (it would pass for a neighbor's), and a tunnel to this node inside. The reason, or haos_counter_count.
 */
static __always_inline enum haos_counter inner_fault(struct __sk_buff *skb, __u32 network, struct ipv6_header *inner,
						     struct upper_layer *upper)
{
	__u8 type = 0;

	if (is_link_local_unicast(&inner->destination) || is_link_local_multicast(&inner->destination))
		return haos_counter_reverseTunnelInnerLinkLocal;
	if (is_multicast(&inner->destination) && !is_global_multicast(&inner->destination) && forwards_multicast())
		return haos_counter_multicastScopeNotGlobal;
	if (upper->protocol == NEXT_HEADER_ICMPV6 &&
	    !bpf_skb_load_bytes(skb, network + upper->offset, &type, 1) && is_neighbor_discovery(type))
		return haos_counter_reverseTunnelInnerNeighborDiscovery;
	if (upper->protocol == NEXT_HEADER_IPV6 && bpf_map_lookup_elem(&local_addresses, &inner->destination))
		return haos_counter_reverseTunnelNested;
	return haos_counter_count;
}

/*
 * An IPv6 packet in an IPv6 packet for this node. To an address that mobile nodes register with only theirs come in;
 * to any other address the tunnel may be one of the operator's, unless its inner source says otherwise.
 */
static __noinline int reverse_tunnel(struct __sk_buff *skb, __u32 network, struct haos_local_address *local)
{
	const __u32 inner_network = network + sizeof(struct ipv6_header);
	struct tunnelled_packet *packet = octets_at(skb, network, sizeof(*packet));
	struct haos_binding *sender, *receiver;
	struct upper_layer upper = {};
	struct segments segments;
	enum haos_counter fault;

	if (!packet || !is_well_formed(skb, network, packet))
		return local->is_home_agent ? drop(haos_counter_reverseTunnelInnerMalformed) : PASS;
	if (find_upper_layer(skb, inner_network, packet->inner.next_header, &upper))
		return local->is_home_agent ? drop(haos_counter_reverseTunnelInnerMalformed) : PASS;
	if (local->is_home_agent && is_multicast(&packet->inner.destination) &&
	    is_listener_message(skb, inner_network, &upper))
		return listener_message(skb, network);
	sender = bpf_map_lookup_elem(&bindings, &packet->inner.source);
	if (!sender)
		return local->is_home_agent ? drop(haos_counter_reverseTunnelUnknownHomeAddress) : PASS;
	if (!equal(&packet->outer.source, &sender->care_of_address))
		return drop(haos_counter_reverseTunnelWrongCareOfAddress);
	if (!equal(&packet->outer.destination, &sender->home_agent_address))
		return drop(haos_counter_reverseTunnelWrongHomeAgentAddress);
	fault = inner_fault(skb, inner_network, &packet->inner, &upper);
	if (fault != haos_counter_count)
		return drop(fault);
	/* The kernel's policies refuse it. */
	if (is_to_be_encrypted(skb, inner_network, sender))
		return decapsulate(skb);
	find_segments(skb, inner_network, &packet->inner, &segments);
	count_many(haos_counter_packetsReverseTunnelled, segments.number);
	count_reverse_tunnelled(bpf_map_lookup_elem(&binding_counters, &packet->inner.source), &segments);
	if (bpf_map_lookup_elem(&local_addresses, &packet->inner.destination)) {
		if (upper.protocol == NEXT_HEADER_MOBILITY)
			return punt_mobility(skb, inner_network, 1);
		if (asks_for_discovery(skb, inner_network, &upper))
			return punt_discovery(skb, inner_network, 1);
	}
	receiver = bpf_map_lookup_elem(&bindings, &packet->inner.destination);
	if (receiver && is_to_be_encrypted(skb, inner_network, receiver))
		receiver = NULL;
	fault = hand_on_congestion(skb, network);
	if (fault != haos_counter_count)
		return drop(fault);
	packet = octets_at(skb, network, sizeof(*packet));
	if (packet && is_multicast(&packet->inner.destination) && forwards_multicast())
		return put_on_home_link(skb, network);
	return receiver ? encapsulate(skb, network, receiver, sender, FROM_TUNNEL) : decapsulate(skb);
}

/*
 * Takes the limit of encapsulations, which has done its work, out of a tunnelled packet. -1 for one with other options:
 * that is the kernel's to judge, and comes back by way of the daemon.
 */
static __noinline int remove_encapsulation_limit(struct __sk_buff *skb, __u32 network)
{
	struct limited_tunnel_start *start = octets_at(skb, network, sizeof(*start));
	struct ipv6_header outer;

	if (!start || !is_encapsulation_limit(&start->limit) ||
	    bpf_ntohs(start->outer.payload_length) < sizeof(start->limit))
		return -1;
	outer = start->outer;
	outer.next_header = NEXT_HEADER_IPV6;
	outer.payload_length = bpf_htons(bpf_ntohs(outer.payload_length) - sizeof(start->limit));
	if (bpf_skb_adjust_room(skb, -(int)sizeof(start->limit), BPF_ADJ_ROOM_MAC, BPF_F_ADJ_ROOM_FIXED_GSO))
		return -1;
	return bpf_skb_store_bytes(skb, network, &outer, sizeof(outer), BPF_F_RECOMPUTE_CSUM);
}

/* A first fragment of a tunnelled packet. */
struct tunnelled_fragment {
	struct fragment_start start;
	struct ipv6_header inner;
};

/*
 * A fragment for an address that mobile nodes register with: the kernel puts them together, within its bounds of memory
 * and time, and refuses those that overlap (RFC 8200 section 4.5); the daemon gives back what comes of it, through the
 * loopback interface. A first fragment of none of them goes no further.
 */
static __noinline int reverse_tunnel_fragment(struct __sk_buff *skb, __u32 network)
{
	struct tunnelled_fragment *packet = octets_at(skb, network, sizeof(*packet));
	struct haos_binding *sender;

	if (!packet)
		return PASS;
	count(haos_counter_reverseTunnelFragments);
	if (packet->start.fragment.offset_and_more & bpf_htons(FRAGMENT_OFFSET))
		return PASS;
	sender = bpf_map_lookup_elem(&bindings, &packet->inner.source);
	if (!sender)
		return drop(haos_counter_reverseTunnelUnknownHomeAddress);
	if (!equal(&packet->start.outer.source, &sender->care_of_address))
		return drop(haos_counter_reverseTunnelWrongCareOfAddress);
	return PASS;
}
