/* The way out: packets to a home address, tunnelled to its care-of address (RFC 6275 section 10.4.2, RFC 2473). */
#pragma once

#include "packet_too_big.h"
#include "path_mtu.h"
#include "segments.h"

/* Tunnels inside of the tunnel; more are refused, as RFC 2473 section 4.1.1 has it by default. */
#define NESTING_LIMIT 4

struct tunnelled_packet {
	struct ipv6_header outer;
	struct ipv6_header inner;
};

/* A tunnelled packet's first 48 octets: the outer header, and the inner one up to its hop limit. */
struct tunnel_start {
	struct ipv6_header outer;
	__be32 version_class_flow;
	__be16 payload_length;
	__u8 next_header;
	__u8 hop_limit;
};
_Static_assert(sizeof(struct tunnel_start) == 48, "RFC 2473 section 3.1");

/* Whether a router may carry packets from this source any further (RFC 4291 section 2.5). */
static __always_inline _Bool is_forwardable_source(const struct haos_ipv6_address *source)
{
	return !is_unspecified(source) && !is_loopback(source) && !is_multicast(source) &&
	       !is_link_local_unicast(source);
}

/*
 * Loops between home agents: a tunnel inside the packet that began at this node was here before, and one way or the
 * other the nesting has a bound. The reason to drop the packet, or haos_counter_count.
 */
static __noinline enum haos_counter nesting_fault(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header header;

	for (int i = 0; i < NESTING_LIMIT; i++) {
		if (bpf_skb_load_bytes(skb, network + i * sizeof(header), &header, sizeof(header)) ||
		    header.next_header != NEXT_HEADER_IPV6)
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
	if (inner->next_header == NEXT_HEADER_IPV6)
		return nesting_fault(skb, network);
	return haos_counter_count;
}

/*
 * Writes the outer header of the tunnel of `binding` at `network`, before the inner packet. Traffic class and flow
 * label are the inner packet's, but for congestion on the way here (`congestion`, network order); and the inner packet
 * has come one hop further.
 */
static __noinline int write_tunnel_start(struct __sk_buff *skb, __u32 network, struct haos_binding *binding,
					 __be32 congestion)
{
	struct tunnelled_packet *packet = octets_at(skb, network, sizeof(*packet));
	struct tunnel_start start;

	if (!packet)
		return -1;
	start.outer.version_class_flow = packet->inner.version_class_flow | congestion;
	start.outer.payload_length = bpf_htons(total_length(&packet->inner));
	start.outer.next_header = NEXT_HEADER_IPV6;
	start.outer.hop_limit = HOP_LIMIT_DEFAULT;
	start.outer.source = binding->home_agent_address;
	start.outer.destination = binding->care_of_address;
	start.version_class_flow = packet->inner.version_class_flow;
	start.payload_length = packet->inner.payload_length;
	start.next_header = packet->inner.next_header;
	start.hop_limit = packet->inner.hop_limit - 1;
	return bpf_skb_store_bytes(skb, network, &start, sizeof(start), BPF_F_RECOMPUTE_CSUM);
}

/* Room for the outer header. A packet that is marked as tunnelled already, by GRO say, is not marked again. */
static __always_inline long make_tunnel_room(struct __sk_buff *skb, __u64 flags)
{
	long error = bpf_skb_adjust_room(skb, sizeof(struct ipv6_header), BPF_ADJ_ROOM_MAC,
					 BPF_F_ADJ_ROOM_ENCAP_L3_IPV6 | flags);

	if (error == ERROR_ALREADY)
		error = bpf_skb_adjust_room(skb, sizeof(struct ipv6_header), BPF_ADJ_ROOM_MAC, flags);
	return error;
}

/*
 * Encapsulates the packet at `network`; the kernel routes the result. Segments keep their size if they fit the path;
 * if they would but for the outer header, TCP's are cut anew, since it is all one stream; else the source is told.
 */
static __noinline int encapsulate(struct __sk_buff *skb, __u32 network, struct haos_binding *binding)
{
	struct ipv6_header *inner = octets_at(skb, network, sizeof(*inner));
	struct haos_binding_counters *counters;
	struct segments segments;
	__u64 flags = BPF_F_ADJ_ROOM_FIXED_GSO;
	enum haos_counter fault;
	__u32 length, mtu;

	if (!inner || network + total_length(inner) > skb->len)
		return PASS;
	if (inner->hop_limit <= 1) {
		count(haos_counter_tunnelHopLimitExceeded);
		return PASS;
	}
	fault = encapsulation_fault(skb, network, inner);
	if (fault != haos_counter_count)
		return drop(fault);
	find_segments(skb, network, inner, &segments);
	length = segments.length + sizeof(*inner);
	mtu = length > IPV6_MINIMUM_MTU ? tunnel_mtu(skb, binding, length) : IPV6_MINIMUM_MTU;
	if (length > mtu && segments.is_tcp && segments.length <= mtu)
		flags = 0;
	else if (length > mtu && segments.length > IPV6_MINIMUM_MTU)
		return packet_too_big(skb, network, binding, mtu, 0);
	else if (length > mtu)
		return drop(haos_counter_tunnelFragmentationRequired);
	counters = bpf_map_lookup_elem(&binding_counters, &inner->destination);
	if (make_tunnel_room(skb, flags) || write_tunnel_start(skb, network, binding, 0))
		return drop(haos_counter_tunnelEncapsulationFailed);
	count_many(haos_counter_packetsTunnelled, segments.number);
	count_tunnelled(counters, &segments);
	return PASS;
}
