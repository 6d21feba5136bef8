/*
 * The direct way to a mobile node with a binding at this node (RFC 6275 section 9.3.2): what this node itself sends to
 * the home address leaves with a type 2 routing header to the care-of address. It is what its programs sent in any other
 * respect: their checksums are over the home address as it is.
 */
#pragma once

#include "icmpv6_errors.h"
#include "neighbor_discovery.h"
#include "path_mtu.h"
#include "segments.h"

/* A verdict of none: the packet goes to the home address. */
#define BY_HOME (-2)

/* RFC 6275 section 6.4. */
struct type_2_routing_header {
	__u8 next_header;
	/* In units of 8 octets, without the first ones. */
	__u8 length;
	__u8 routing_type;
	__u8 segments_left;
	__u32 reserved;
	struct haos_ipv6_address home_address;
};
_Static_assert(sizeof(struct type_2_routing_header) == 24, "RFC 6275 section 6.4");

/* A packet on the direct way, as far as it differs. */
struct direct_start {
	struct ipv6_header ipv6;
	struct type_2_routing_header routing;
};

/*
 * Whether what follows the headers that options and routing are in may be sent so: neighbor discovery and Mobility
 * Headers may not (RFC 6275 section 9.3.2), nor errors about these (section 9.2), nor what is authenticated as if there
 * were no routing header.
 */
static __noinline _Bool may_go_directly(struct __sk_buff *skb, __u32 network, struct upper_layer *upper)
{
	struct ipv6_header quoted;
	__u32 offset = network + upper->offset;
	struct upper_layer inner = {};
	__u8 first;

	if (bpf_skb_load_bytes(skb, offset, &first, sizeof(first)))
		return 0;
	switch (upper->protocol) {
	case NEXT_HEADER_ROUTING:
	case NEXT_HEADER_AUTHENTICATION:
	case NEXT_HEADER_MOBILITY:
		return 0;
	case NEXT_HEADER_FRAGMENT:
		return first != NEXT_HEADER_AUTHENTICATION && first != NEXT_HEADER_MOBILITY;
	case NEXT_HEADER_ICMPV6:
		if (is_neighbor_discovery(first))
			return 0;
		offset += sizeof(struct icmpv6_header);
		return first >= ICMPV6_FIRST_INFORMATIONAL || bpf_skb_load_bytes(skb, offset, &quoted, sizeof(quoted)) ||
		       find_upper_layer(skb, offset, quoted.next_header, &inner) ||
		       inner.protocol != NEXT_HEADER_MOBILITY;
	default:
		return 1;
	}
}

/* How a care-of address is reached. */
struct route {
	/* The largest packet that the path carries. */
	__u32 mtu;
	/* Known only if the packet fits. */
	__u32 interface_index;
};

/*
 * Asks the kernel for the route from `source` to the care-of address, for a packet of `length` octets, as if a program
 * of this node asked; -1 if there is none. The loopback interface has to forward for that, which nothing comes of: the
 * daemon sets it so.
 */
static __noinline int find_route(struct __sk_buff *skb, struct haos_direct_way *way,
				 const struct haos_ipv6_address *source, __u32 length, struct route *route)
{
	struct bpf_fib_lookup lookup = {
		.family = ADDRESS_FAMILY_IPV6,
		.l4_protocol = NEXT_HEADER_ROUTING,
		.tot_len = length < UNBOUNDED_MTU ? length : UNBOUNDED_MTU,
		.ifindex = LOOPBACK_INTERFACE,
	};
	long result;

	__builtin_memcpy(lookup.ipv6_src, source, sizeof(lookup.ipv6_src));
	__builtin_memcpy(lookup.ipv6_dst, &way->care_of_address, sizeof(lookup.ipv6_dst));
	result = bpf_fib_lookup(skb, &lookup, sizeof(lookup), 0);
	route->mtu = learned_mtu(&way->path, result == BPF_FIB_LKUP_RET_FRAG_NEEDED ? lookup.mtu_result : UNBOUNDED_MTU);
	if (result == BPF_FIB_LKUP_RET_FRAG_NEEDED)
		return 0;
	if (result != BPF_FIB_LKUP_RET_SUCCESS && result != BPF_FIB_LKUP_RET_NO_NEIGH)
		return -1;
	route->interface_index = lookup.ifindex;
	return 0;
}

/*
 * Lets a packet leave by the interface that its route leads to. The kernel finds the neighbor itself: where it had to wait
 * for one that it is told, it would send to the neighbor of the route that the packet had before.
 */
static __always_inline int leave_by(__u32 interface_index)
{
	return bpf_redirect_neigh(interface_index, NULL, 0, 0);
}

/* Inserts the routing header into the packet at `network`, which stays as it is if the kernel refuses. */
static __noinline long write_direct_start(struct __sk_buff *skb, __u32 network, struct haos_direct_way *way)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct direct_start start = {};

	if (!header)
		return -1;
	start.ipv6 = *header;
	start.ipv6.payload_length = bpf_htons(bpf_ntohs(header->payload_length) + sizeof(start.routing));
	start.ipv6.next_header = NEXT_HEADER_ROUTING;
	start.ipv6.destination = way->care_of_address;
	start.routing.next_header = header->next_header;
	start.routing.length = 2;
	start.routing.routing_type = ROUTING_TYPE_2;
	start.routing.segments_left = 1;
	start.routing.home_address = header->destination;
	if (bpf_skb_adjust_room(skb, sizeof(start.routing), BPF_ADJ_ROOM_NET, BPF_F_ADJ_ROOM_FIXED_GSO))
		return -1;
	return bpf_skb_store_bytes(skb, network, &start, sizeof(start), 0);
}

/* Tells the source of the packet at `network`, a program here, how much it may send at a time. */
static __noinline int tell_direct_mtu(struct __sk_buff *skb, __u32 network, __u32 mtu)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct error_message *error;

	if (!header)
		return BY_HOME;
	mtu -= sizeof(struct type_2_routing_header);
	error = begin_error(haos_counter_packetTooBigSent, ICMPV6_PACKET_TOO_BIG, 0,
			    mtu < IPV6_MINIMUM_MTU ? IPV6_MINIMUM_MTU : mtu, &header->source);
	if (make_loopback_frame(skb, network))
		return drop(haos_counter_ownPacketFailed);
	return answer_with_error(skb, LOOPBACK_NETWORK, error, NULL, FROM_THIS_NODE);
}

/*
 * Sends the packet at `network` by `way`, past what the kernel had found for its home address. What cannot go there goes
 * to the home address: what has no room for a routing header although every link has to carry it, say.
 */
static __noinline int send_directly(struct __sk_buff *skb, __u32 network, struct haos_direct_way *way)
{
	struct upper_layer upper = {};
	struct ipv6_header header;
	struct segments segments;
	struct route route = {};

	/* No jumbograms, and nothing that would become one. */
	if (bpf_skb_load_bytes(skb, network, &header, sizeof(header)) || !header.payload_length ||
	    total_length(&header) > UNBOUNDED_MTU || network + total_length(&header) > skb->len ||
	    header.next_header == NEXT_HEADER_HOP_BY_HOP ||
	    find_upper_layer(skb, network, header.next_header, &upper) || !may_go_directly(skb, network, &upper))
		return BY_HOME;
	find_segments(skb, network, &header, &segments);
	segments.length += sizeof(struct type_2_routing_header);
	if (find_route(skb, way, &header.source, segments.length, &route)) {
		count(haos_counter_routeOptimizationNoRoute);
		return BY_HOME;
	}
	if (segments.length > route.mtu) {
		if (segments.length > IPV6_MINIMUM_MTU + sizeof(struct type_2_routing_header))
			return tell_direct_mtu(skb, network, route.mtu);
		count(haos_counter_routeOptimizationNoRoom);
		return BY_HOME;
	}
	if (write_direct_start(skb, network, way)) {
		count(haos_counter_routeOptimizationRefused);
		return BY_HOME;
	}
	/* Without a link-layer header before it the helper would lose the packet. */
	if (!network && bpf_skb_change_head(skb, sizeof(struct ethhdr), 0))
		return drop(haos_counter_ownPacketFailed);
	count_many(haos_counter_routeOptimizedPacketsSent, segments.number);
	__sync_fetch_and_add(&way->packets_sent, segments.number);
	__sync_fetch_and_add(&way->octets_sent, segments.octets);
	return leave_by(route.interface_index);
}
