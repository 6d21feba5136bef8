/*
 * Tunnelled packets in fragments: for packets that every link has to carry, on a path that has no room for the outer
 * header besides (RFC 2473 section 7.1 b).
 */
#pragma once

#include "checksum.h"
#include "encapsulation_limit.h"
#include "receive_here.h"
#include "verdicts.h"

/* RFC 8200 section 4.5; fields in network order. */
struct fragment_header {
	__u8 next_header;
	__u8 reserved;
	/* Where the fragment belongs, in octets that are a multiple of 8; the lowest bit says that more follow. */
	__be16 offset_and_more;
	__be32 identification;
};
_Static_assert(sizeof(struct fragment_header) == 8, "RFC 8200 section 4.5");

struct fragment_start {
	struct ipv6_header outer;
	struct fragment_header fragment;
};
_Static_assert(sizeof(struct fragment_start) == HEADERS_OCTETS, "room for it");

/* What the first fragment holds; the second one has room for the rest. */
#define FIRST_FRAGMENT_OCTETS (IPV6_MINIMUM_MTU - sizeof(struct fragment_start))
_Static_assert(FIRST_FRAGMENT_OCTETS == 1232, "a multiple of 8");
#define SECOND_FRAGMENT_LIMIT 64
/* Leaves more than a header of the shortest packet that is fragmented, and goes past where any checksum begins. */
#define CLEARED_OCTETS (FIRST_FRAGMENT_OCTETS - 48)

/* Fragments have their checksum: no interface may fill one in that goes by the part it sees. */
static __noinline int finish_checksum(struct __sk_buff *skb, __u32 network)
{
	struct upper_layer upper = {};
	struct ipv6_header header;
	__u16 checksum = 0;
	__s64 sum;

	if (bpf_skb_load_bytes(skb, network, &header, sizeof(header)) ||
	    find_upper_layer(skb, network, header.next_header, &upper))
		return -1;
	sum = unfinished_sum(skb, network, total_length(&header), &header, &upper, &checksum);
	if (sum < 0)
		return 0;
	checksum = ~fold(sum + checksum);
	if (!checksum && upper.protocol == NEXT_HEADER_UDP)
		checksum = 0xffff;
	return bpf_skb_store_bytes(skb, network + upper.offset + checksum_position(upper.protocol), &checksum,
				   sizeof(checksum), 0);
}

/*
 * The packet at `network` as it is tunnelled, in the scratch: a limit if there is one, and the inner packet so many hops
 * further. The number of octets, or -1.
 */
static __noinline int copy_payload(struct __sk_buff *skb, __u32 network, int limit, __u8 hops)
{
	struct scratch *room = scratch();
	struct encapsulation_limit *option = (void *)room;
	__u32 length, begin = limit < 0 ? 0 : sizeof(*option);
	__be16 payload_length;

	if (!room || bpf_skb_load_bytes(skb, network + PAYLOAD_LENGTH_OFFSET, &payload_length, sizeof(payload_length)))
		return -1;
	length = bounded(sizeof(struct ipv6_header) + bpf_ntohs(payload_length), HAOS_PUNT_LIMIT);
	if (bpf_skb_load_bytes(skb, network, room->octets + begin, length))
		return -1;
	if (limit >= 0)
		write_encapsulation_limit(option, limit);
	((struct ipv6_header *)(room->octets + begin))->hop_limit -= hops;
	return begin + length;
}

/* Where fragments are routed from: the interface that the packet came in through, or is to come in through. */
static __always_inline __u32 inlet(struct __sk_buff *skb, enum origin origin)
{
	return origin == FROM_THIS_NODE ? LOOPBACK_INTERFACE : skb->ifindex;
}

static __always_inline void begin_fragment(struct scratch *room, struct haos_binding *binding,
					   __be32 version_class_flow, int limit)
{
	struct fragment_start *start = (void *)room->headers;

	start->outer.version_class_flow = version_class_flow;
	start->outer.next_header = NEXT_HEADER_FRAGMENT;
	start->outer.hop_limit = tunnel_hop_limit();
	start->outer.source = binding->home_agent_address;
	start->outer.destination = binding->care_of_address;
	start->fragment.next_header = limit < 0 ? NEXT_HEADER_IPV6 : NEXT_HEADER_DESTINATION_OPTIONS;
	start->fragment.reserved = 0;
	start->fragment.identification = bpf_get_prandom_u32();
}

/*
 * The packet becomes the first fragment, whose copy goes on to `interface`, as `flags` say, and then the second one, of
 * `rest` octets.
 */
static __noinline int write_fragments(struct __sk_buff *skb, __u32 network, __u32 rest, __u32 interface, __u64 flags)
{
	struct scratch *room = scratch();
	struct fragment_start *start = (void *)room + __builtin_offsetof(struct scratch, headers);
	const __u32 payload = network + sizeof(*start);

	if (!room)
		return -1;
	rest = bounded(rest, SECOND_FRAGMENT_LIMIT);
	start->outer.payload_length = bpf_htons(sizeof(start->fragment) + FIRST_FRAGMENT_OCTETS);
	start->fragment.offset_and_more = bpf_htons(1);
	/* Away with the inner headers, and what the kernel knows of a checksum in them. */
	if (bpf_skb_adjust_room(skb, -(int)CLEARED_OCTETS, BPF_ADJ_ROOM_MAC, 0) ||
	    bpf_skb_change_tail(skb, network + IPV6_MINIMUM_MTU, 0) ||
	    bpf_skb_store_bytes(skb, network, start, sizeof(*start), 0) ||
	    bpf_skb_store_bytes(skb, payload, room->octets, FIRST_FRAGMENT_OCTETS, 0) ||
	    bpf_clone_redirect(skb, interface, flags))
		return -1;
	start->outer.payload_length = bpf_htons(sizeof(start->fragment) + rest);
	start->fragment.offset_and_more = bpf_htons(FIRST_FRAGMENT_OCTETS);
	if (bpf_skb_change_tail(skb, payload + rest, 0) ||
	    bpf_skb_store_bytes(skb, network, start, sizeof(*start), 0) ||
	    bpf_skb_store_bytes(skb, payload, room->octets + FIRST_FRAGMENT_OCTETS, rest, 0))
		return -1;
	return 0;
}

/*
 * Makes the packet at `network` two fragments of a tunnelled one, with a limit of encapsulations if `limit` is one: the
 * first goes on to `interface`, as `flags` say, the second one is left. 0, or -1.
 */
static __always_inline int make_fragments(struct __sk_buff *skb, __u32 network, struct haos_binding *binding, int limit,
					  __u8 hops, __u32 interface, __u64 flags)
{
	struct ipv6_header *inner = octets_at(skb, network, sizeof(*inner));
	struct scratch *room = scratch();
	int length;

	if (!inner || !room)
		return -1;
	begin_fragment(room, binding, inner->version_class_flow, limit);
	if (finish_checksum(skb, network))
		return -1;
	length = copy_payload(skb, network, limit, hops);
	if (length <= (int)FIRST_FRAGMENT_OCTETS ||
	    write_fragments(skb, network, length - FIRST_FRAGMENT_OCTETS, interface, flags))
		return -1;
	count(haos_counter_packetsTunnelledInFragments);
	return 0;
}

/* Tunnels the packet at `network` in two fragments, with a limit of encapsulations if `limit` is one. */
static __noinline int tunnel_in_fragments(struct __sk_buff *skb, __u32 network, struct haos_binding *binding,
					  int limit, enum origin origin)
{
	/* Fragments come by here again, and must not be taken for anything new. */
	if (bpf_map_lookup_elem(&bindings, &binding->care_of_address))
		return drop(haos_counter_tunnelLoop);
	if (make_fragments(skb, network, binding, limit, origin == FROM_THIS_NODE ? 0 : 1, inlet(skb, origin),
			   BPF_F_INGRESS))
		return drop(haos_counter_tunnelEncapsulationFailed);
	return bpf_redirect(inlet(skb, origin), BPF_F_INGRESS);
}
