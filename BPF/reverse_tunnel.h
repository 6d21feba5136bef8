/* The way back: packets that mobile nodes send through their tunnel (RFC 6275 section 10.4.5). */
#pragma once

#include "encapsulation.h"
#include "neighbor_discovery.h"
#include "punt.h"

/* Newer than the headers of the oldest kernel that is supported. */
#define ADJ_ROOM_DECAP_L3_IPV6 (1ull << 8)

#define CONGESTION_EXPERIENCED bpf_htonl(0x00300000)

/* The mark of a packet that met congestion (RFC 3168 section 5), where the header has it; 0 for any other packet. */
static __always_inline __be32 congestion_of(const struct ipv6_header *header)
{
	__be32 mark = header->version_class_flow & CONGESTION_EXPERIENCED;

	return mark == CONGESTION_EXPERIENCED ? mark : 0;
}

/* Takes the outer header away; the kernel forwards what is left, or delivers it. */
static __always_inline long remove_outer_header(struct __sk_buff *skb)
{
	long error = bpf_skb_adjust_room(skb, -(int)sizeof(struct ipv6_header), BPF_ADJ_ROOM_MAC,
					 ADJ_ROOM_DECAP_L3_IPV6 | BPF_F_ADJ_ROOM_FIXED_GSO);

	/* Kernels before 6.3 do not know the first flag. */
	if (error == ERROR_INVALID)
		error = bpf_skb_adjust_room(skb, -(int)sizeof(struct ipv6_header), BPF_ADJ_ROOM_MAC,
					    BPF_F_ADJ_ROOM_FIXED_GSO);
	return error;
}

/* Decapsulates; a packet that met congestion in the tunnel, and can not be told so, is lost (RFC 6040 section 4.2). */
static __always_inline int decapsulate(struct __sk_buff *skb, __be32 congestion)
{
	if (remove_outer_header(skb))
		return drop(haos_counter_reverseTunnelDecapsulationFailed);
	if (congestion && !bpf_skb_ecn_set_ce(skb))
		return drop(haos_counter_reverseTunnelCongestionLost);
	return PASS;
}

/*
 * From one mobile node to another: the outer header is written anew in place, from the tunnel of `sender` to that of
 * `receiver`.
 */
static __noinline int relay(struct __sk_buff *skb, __u32 network, struct haos_binding *sender,
			    struct haos_binding *receiver)
{
	struct tunnelled_packet *packet = octets_at(skb, network, sizeof(*packet));
	struct haos_binding_counters *counters;
	struct segments segments;
	enum haos_counter fault;
	__u32 length, mtu;

	if (!packet)
		return PASS;
	if (packet->inner.hop_limit <= 1) {
		count(haos_counter_tunnelHopLimitExceeded);
		return decapsulate(skb, congestion_of(&packet->outer));
	}
	fault = encapsulation_fault(skb, network + sizeof(packet->outer), &packet->inner);
	if (fault != haos_counter_count)
		return drop(fault);
	find_segments(skb, network + sizeof(packet->outer), &packet->inner, &segments);
	length = segments.length + sizeof(packet->outer);
	mtu = length > IPV6_MINIMUM_MTU ? tunnel_mtu(skb, receiver, length) : IPV6_MINIMUM_MTU;
	if (length > mtu && segments.length > IPV6_MINIMUM_MTU)
		return packet_too_big(skb, network, sender, mtu, 1);
	if (length > mtu)
		return drop(haos_counter_tunnelFragmentationRequired);
	counters = bpf_map_lookup_elem(&binding_counters, &packet->inner.destination);
	if (write_tunnel_start(skb, network, receiver, congestion_of(&packet->outer)))
		return drop(haos_counter_tunnelEncapsulationFailed);
	count_many(haos_counter_packetsBetweenMobileNodes, segments.number);
	count_tunnelled(counters, &segments);
	return PASS;
}

/* Whether the inner packet is one: its version, and its length within the outer packet's. */
static __always_inline _Bool is_well_formed(struct __sk_buff *skb, __u32 network, struct tunnelled_packet *packet)
{
	return is_version_6(&packet->inner) &&
	       total_length(&packet->inner) <= bpf_ntohs(packet->outer.payload_length) &&
	       network + total_length(&packet->outer) <= skb->len;
}

/*
 * What may not come out of a tunnel although its sender is right: link-local traffic, neighbor discovery (it would
 * pass for a neighbor's), and a tunnel to this node inside. The reason, or haos_counter_count.
 */
static __always_inline enum haos_counter inner_fault(struct __sk_buff *skb, __u32 network, struct ipv6_header *inner,
						     struct upper_layer *upper)
{
	__u8 type = 0;

	if (is_link_local_unicast(&inner->destination) || is_link_local_multicast(&inner->destination))
		return haos_counter_reverseTunnelInnerLinkLocal;
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
	sender = bpf_map_lookup_elem(&bindings, &packet->inner.source);
	if (!sender)
		return local->is_home_agent ? drop(haos_counter_reverseTunnelUnknownHomeAddress) : PASS;
	if (!equal(&packet->outer.source, &sender->care_of_address))
		return drop(haos_counter_reverseTunnelWrongCareOfAddress);
	if (!equal(&packet->outer.destination, &sender->home_agent_address))
		return drop(haos_counter_reverseTunnelWrongHomeAgentAddress);
	if (find_upper_layer(skb, inner_network, packet->inner.next_header, &upper))
		return drop(haos_counter_reverseTunnelInnerMalformed);
	fault = inner_fault(skb, inner_network, &packet->inner, &upper);
	if (fault != haos_counter_count)
		return drop(fault);
	find_segments(skb, inner_network, &packet->inner, &segments);
	count_many(haos_counter_packetsReverseTunnelled, segments.number);
	count_reverse_tunnelled(bpf_map_lookup_elem(&binding_counters, &packet->inner.source), &segments);
	if (upper.protocol == NEXT_HEADER_MOBILITY &&
	    bpf_map_lookup_elem(&local_addresses, &packet->inner.destination))
		return punt_mobility(skb, inner_network, 1);
	receiver = bpf_map_lookup_elem(&bindings, &packet->inner.destination);
	if (receiver)
		return relay(skb, network, sender, receiver);
	return decapsulate(skb, congestion_of(&packet->outer));
}
