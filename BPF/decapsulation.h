/* Out of a tunnel: what both ways need. */
#pragma once

#include "parsing.h"
#include "receive_here.h"
#include "verdicts.h"

/* Newer than the headers of the oldest kernel that is supported. */
#define ADJ_ROOM_DECAP_L3_IPV6 (1ull << 8)

struct tunnelled_packet {
	struct ipv6_header outer;
	struct ipv6_header inner;
};

/* The field for explicit congestion notification (RFC 3168 section 5). */
enum congestion {
	NOT_CAPABLE = 0,
	CAPABLE_1 = 1,
	CAPABLE_0 = 2,
	CONGESTION_EXPERIENCED = 3,
};

static __always_inline __u32 congestion_of(const struct ipv6_header *header)
{
	return bpf_ntohl(header->version_class_flow) >> 20 & 3;
}

/* Takes the outer header away. */
static __noinline int remove_outer_header(struct __sk_buff *skb)
{
	long error = bpf_skb_adjust_room(skb, -(int)sizeof(struct ipv6_header), BPF_ADJ_ROOM_MAC,
					 ADJ_ROOM_DECAP_L3_IPV6 | BPF_F_ADJ_ROOM_FIXED_GSO);

	/* Kernels before 6.3 do not know the first flag. */
	if (error == ERROR_INVALID)
		error = bpf_skb_adjust_room(skb, -(int)sizeof(struct ipv6_header), BPF_ADJ_ROOM_MAC,
					    BPF_F_ADJ_ROOM_FIXED_GSO);
	return error;
}

/* Takes the outer header away; the kernel forwards what is left, or delivers it. */
static __always_inline int decapsulate(struct __sk_buff *skb)
{
	return remove_outer_header(skb) ? drop(haos_counter_reverseTunnelDecapsulationFailed) : route_anew(skb);
}

/*
 * Hands on to the inner packet what the tunnelled one at `network` was told of congestion (RFC 6040 section 4.2). One
 * that met congestion and can not be told so is lost: the reason, or haos_counter_count.
 */
static __noinline enum haos_counter hand_on_congestion(struct __sk_buff *skb, __u32 network)
{
	struct tunnelled_packet *packet = octets_at(skb, network, sizeof(*packet));
	__u32 outer, inner;
	__be32 marked;

	if (!packet)
		return haos_counter_reverseTunnelInnerMalformed;
	outer = congestion_of(&packet->outer);
	inner = congestion_of(&packet->inner);
	if (inner == NOT_CAPABLE && outer == CONGESTION_EXPERIENCED)
		return haos_counter_reverseTunnelCongestionLost;
	if (inner == NOT_CAPABLE || inner == CONGESTION_EXPERIENCED || outer == inner ||
	    (outer != CONGESTION_EXPERIENCED && outer != CAPABLE_1))
		return haos_counter_count;
	marked = (packet->inner.version_class_flow & ~bpf_htonl(3 << 20)) | bpf_htonl(outer << 20);
	if (bpf_skb_store_bytes(skb, network + sizeof(packet->outer), &marked, sizeof(marked), BPF_F_RECOMPUTE_CSUM))
		return haos_counter_reverseTunnelDecapsulationFailed;
	return haos_counter_count;
}
