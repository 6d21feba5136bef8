/* The way out: packets to a home address, tunnelled to its care-of address (RFC 6275 section 10.4.2, RFC 2473). */
#pragma once

#include "decapsulation.h"
#include "encapsulation_limit.h"
#include "fragments.h"
#include "icmpv6_errors.h"
#include "path_mtu.h"
#include "segments.h"

/* Tunnels inside of the tunnel; more are refused, as RFC 2473 section 4.1.1 has it by default. */
#define NESTING_LIMIT 4

/* A tunnelled packet's first 48 octets: the outer header, and the inner one up to its hop limit. */
struct tunnel_start {
	struct ipv6_header outer;
	__be32 version_class_flow;
	__be16 payload_length;
	__u8 next_header;
	__u8 hop_limit;
};
_Static_assert(sizeof(struct tunnel_start) == 48, "RFC 2473 section 3.1");

/*
 * Loops between home agents: a tunnel inside the packet that began at this node was here before, and one way or the
 * other the nesting has a bound. The reason to drop the packet, or haos_counter_count.
 */
static __noinline enum haos_counter nesting_fault(struct __sk_buff *skb, __u32 network)
{
	struct encapsulation_limit option;
	struct ipv6_header header;

	for (int i = 0; i < NESTING_LIMIT; i++) {
		if (bpf_skb_load_bytes(skb, network, &header, sizeof(header)))
			return haos_counter_count;
		network += sizeof(header);
		if (header.next_header == NEXT_HEADER_DESTINATION_OPTIONS &&
		    !bpf_skb_load_bytes(skb, network, &option, sizeof(option)) && is_encapsulation_limit(&option)) {
			header.next_header = NEXT_HEADER_IPV6;
			network += sizeof(option);
		}
		if (header.next_header != NEXT_HEADER_IPV6)
			return haos_counter_count;
		if (bpf_map_lookup_elem(&local_addresses, &header.source))
			return haos_counter_tunnelLoop;
	}
	return haos_counter_tunnelNestingTooDeep;
}

/* Why the packet can not enter a tunnel, or haos_counter_count if it can. The hop limit is the caller's to check. */
static __always_inline enum haos_counter encapsulation_fault(struct __sk_buff *skb, __u32 network,
							     struct ipv6_header *inner)
{
	if (!is_forwardable_source(&inner->source))
		return haos_counter_tunnelSourceNotForwardable;
	/* A jumbogram, or one that would be. */
	if ((!inner->payload_length && inner->next_header != NEXT_HEADER_NONE) || total_length(inner) > UNBOUNDED_MTU)
		return haos_counter_tunnelLengthUnsupported;
	if (inner->next_header == NEXT_HEADER_IPV6 || inner->next_header == NEXT_HEADER_DESTINATION_OPTIONS)
		return nesting_fault(skb, network);
	return haos_counter_count;
}

/*
 * Writes the outer header of the tunnel of `binding` at `network`, before the inner packet. Traffic class and flow
 * label are the inner packet's, congestion included (RFC 6040 section 4.1); and the inner packet has come so many hops
 * further.
 */
static __noinline int write_tunnel_start(struct __sk_buff *skb, __u32 network, struct haos_binding *binding,
					 __u8 hops)
{
	struct tunnelled_packet *packet = octets_at(skb, network, sizeof(*packet));
	struct tunnel_start start;

	if (!packet)
		return -1;
	start.outer.version_class_flow = packet->inner.version_class_flow;
	start.outer.payload_length = bpf_htons(total_length(&packet->inner));
	start.outer.next_header = NEXT_HEADER_IPV6;
	start.outer.hop_limit = tunnel_hop_limit();
	start.outer.source = binding->home_agent_address;
	start.outer.destination = binding->care_of_address;
	start.version_class_flow = packet->inner.version_class_flow;
	start.payload_length = packet->inner.payload_length;
	start.next_header = packet->inner.next_header;
	start.hop_limit = packet->inner.hop_limit - hops;
	return bpf_skb_store_bytes(skb, network, &start, sizeof(start), BPF_F_RECOMPUTE_CSUM);
}

/* Room for `octets` of headers. A packet that is marked as tunnelled already, by GRO say, is not marked again. */
static __always_inline long make_tunnel_room(struct __sk_buff *skb, __u32 octets, __u64 flags)
{
	long error = bpf_skb_adjust_room(skb, octets, BPF_ADJ_ROOM_MAC, BPF_F_ADJ_ROOM_ENCAP_L3_IPV6 | flags);

	if (error == ERROR_ALREADY)
		error = bpf_skb_adjust_room(skb, octets, BPF_ADJ_ROOM_MAC, flags);
	return error;
}

/* The outer header of a packet with a limit of encapsulations, and that limit. */
struct limited_tunnel_start {
	struct ipv6_header outer;
	struct encapsulation_limit limit;
};

/* As `write_tunnel_start`, in room made for it, for an inner packet that says how many more tunnels it may enter. */
static __noinline int write_limited_tunnel_start(struct __sk_buff *skb, __u32 network, struct haos_binding *binding,
						 __u8 limit, __u8 hops)
{
	struct ipv6_header *inner = octets_at(skb, network + sizeof(struct limited_tunnel_start), sizeof(*inner));
	struct limited_tunnel_start start;
	__u8 hop_limit;

	if (!inner)
		return -1;
	start.outer = *inner;
	start.outer.payload_length = bpf_htons(sizeof(start.limit) + total_length(inner));
	start.outer.next_header = NEXT_HEADER_DESTINATION_OPTIONS;
	start.outer.hop_limit = tunnel_hop_limit();
	start.outer.source = binding->home_agent_address;
	start.outer.destination = binding->care_of_address;
	write_encapsulation_limit(&start.limit, limit);
	hop_limit = inner->hop_limit - hops;
	if (bpf_skb_store_bytes(skb, network + sizeof(start) + HOP_LIMIT_OFFSET, &hop_limit, sizeof(hop_limit),
				BPF_F_RECOMPUTE_CSUM))
		return -1;
	return bpf_skb_store_bytes(skb, network, &start, sizeof(start), BPF_F_RECOMPUTE_CSUM);
}

/* How a packet goes into its tunnel. */
struct passage {
	/* For the packet to say in the tunnel how many more tunnels it may enter; negative if it does not say. */
	int limit;
	/* Of the outer headers. */
	__u32 overhead;
	/* For the helper that makes room. */
	__u64 flags;
	_Bool needs_fragments;
};

/*
 * Writes the tunnel of `receiver` around the packet at `network`, which came from `origin`. What came from another
 * tunnel keeps that one's outer header if it can be written anew in place.
 */
static __always_inline int enter_tunnel(struct __sk_buff *skb, __u32 network, struct haos_binding *receiver,
					struct passage *passage, enum origin origin)
{
	const __u8 hops = origin == FROM_THIS_NODE ? 0 : 1;
	const _Bool is_simple = passage->limit < 0 && !passage->needs_fragments;
	const _Bool is_in_place = origin == FROM_TUNNEL && is_simple;

	if (origin == FROM_TUNNEL && !is_simple && remove_outer_header(skb))
		return drop(haos_counter_reverseTunnelDecapsulationFailed);
	if (passage->needs_fragments)
		return tunnel_in_fragments(skb, network, receiver, passage->limit, origin);
	if ((!is_in_place && make_tunnel_room(skb, passage->overhead, passage->flags)) ||
	    (is_simple ? write_tunnel_start(skb, network, receiver, hops) :
			 write_limited_tunnel_start(skb, network, receiver, passage->limit, hops)))
		return drop(haos_counter_tunnelEncapsulationFailed);
	return PASS;
}

/* Of the one that a packet is tunnelled to. */
static __always_inline struct haos_binding_counters *counters_of(struct ipv6_header *inner, enum origin origin)
{
	struct scratch *room;

	if (origin != FROM_GROUP)
		return bpf_map_lookup_elem(&binding_counters, &inner->destination);
	room = scratch();
	return room ? bpf_map_lookup_elem(&binding_counters, &room->member) : NULL;
}

/* What counts packets that are tunnelled. */
static __always_inline enum haos_counter tunnelled_from(enum origin origin)
{
	if (origin == FROM_TUNNEL)
		return haos_counter_packetsBetweenMobileNodes;
	return origin == FROM_GROUP ? haos_counter_multicastPacketsTunnelled : haos_counter_packetsTunnelled;
}

/*
 * Encapsulates the packet at `network`, which is for `receiver`; the kernel routes the result. One that came through a
 * tunnel, that of `sender`, still has that one's outer header there. Segments keep their size if they fit the path; if
 * they would but for the outer header, TCP's are cut anew, since it is all one stream; else the source is told. What
 * this node sends itself has come no hop yet.
 */
static __noinline int encapsulate(struct __sk_buff *skb, __u32 network, struct haos_binding *receiver,
				  struct haos_binding *sender, enum origin origin)
{
	const __u32 inner_network = network + (origin == FROM_TUNNEL ? sizeof(struct ipv6_header) : 0);
	struct passage passage = { -1, sizeof(struct ipv6_header), BPF_F_ADJ_ROOM_FIXED_GSO, 0 };
	struct ipv6_header *inner = octets_at(skb, inner_network, sizeof(*inner));
	struct haos_binding_counters *counters;
	struct error_message *error;
	struct segments segments;
	enum haos_counter fault;
	__u32 length, mtu;
	int verdict;

	if (!inner || inner_network + total_length(inner) > skb->len)
		return PASS;
	if (inner->hop_limit <= (origin == FROM_THIS_NODE ? 0 : 1)) {
		count(haos_counter_tunnelHopLimitExceeded);
		return origin == FROM_TUNNEL ? decapsulate(skb) : PASS;
	}
	if (origin == FROM_LINK && is_link_local_unicast(&inner->source)) {
		error = begin_error(haos_counter_tunnelSourceBeyondScope, ICMPV6_DESTINATION_UNREACHABLE,
				    UNREACHABLE_BEYOND_SCOPE, 0, &sender->home_agent_address);
		goto refuse;
	}
	fault = encapsulation_fault(skb, inner_network, inner);
	if (fault != haos_counter_count)
		return drop(fault);
	if (inner->next_header == NEXT_HEADER_DESTINATION_OPTIONS) {
		__u32 position = find_encapsulation_limit(skb, inner_network);
		__u8 limit;

		if (position && !bpf_skb_load_bytes(skb, inner_network + position, &limit, sizeof(limit))) {
			/* Of a packet for a group nobody is told but that it is too big (RFC 4443 section 2.4 e). */
			if (!limit && origin == FROM_GROUP)
				return drop(haos_counter_errorNotAllowed);
			if (!limit) {
				/* Its source, a tunnel's entry, is told where it says so. */
				error = begin_error(haos_counter_tunnelEncapsulationLimitReached,
						    ICMPV6_PARAMETER_PROBLEM, 0, position, &sender->home_agent_address);
				goto refuse;
			}
			passage.limit = limit - 1;
			passage.overhead = sizeof(struct limited_tunnel_start);
		}
	}
	find_segments(skb, inner_network, inner, &segments);
	length = segments.length + passage.overhead;
	mtu = length > IPV6_MINIMUM_MTU ? tunnel_mtu(skb, receiver, length) : IPV6_MINIMUM_MTU;
	if (length > mtu) {
		if (segments.is_tcp && segments.length <= mtu && origin != FROM_TUNNEL)
			passage.flags = 0;
		else if (segments.length > IPV6_MINIMUM_MTU) {
			mtu -= passage.overhead;
			error = begin_error(haos_counter_packetTooBigSent, ICMPV6_PACKET_TOO_BIG, 0,
					    mtu < IPV6_MINIMUM_MTU ? IPV6_MINIMUM_MTU : mtu,
					    &sender->home_agent_address);
			goto refuse;
		} else if (skb->gso_size)
			return drop(haos_counter_tunnelFragmentationRequired);
		else
			passage.needs_fragments = 1;
	}
	counters = counters_of(inner, origin);
	verdict = enter_tunnel(skb, network, receiver, &passage, origin);
	if (verdict == DROP)
		return DROP;
	count_many(tunnelled_from(origin), segments.number);
	count_tunnelled(counters, &segments);
	return verdict == PASS && (origin == FROM_LINK || origin == FROM_TUNNEL) ? route_anew(skb) : verdict;

refuse:
	return answer_with_error(skb, network, error, sender, origin);
}
