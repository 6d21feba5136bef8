/*
 * Multicast for mobile nodes that are away (RFC 6275 sections 10.4.2 and 10.4.3): what is put on a home link for a group
 * of global scope is tunnelled to each member, and what a mobile node sends to such a group is put on its home link.
 *
 * A packet for a group goes on untouched; a copy of it goes to the loopback interface, in a frame that says which
 * member's turn it is. There it sends a copy of itself on in the same way, for the next member, before it enters the
 * tunnel of its own. So there is one copy of a packet under way at a time, however many members there are, and other
 * packets come in between.
 *
 * Packets of other nodes are looked at when they arrive, those of this node, and those that come out of a tunnel, when
 * they leave; none is looked at twice. One that comes by a second time, as it is, is marked.
 */
#pragma once

#include "encapsulation.h"
#include "neighbor_discovery.h"

/* In place of the Ethernet header of a copy. Its destination is the loopback interface's own address. */
struct copy_frame {
	__u8 destination[ETH_ALEN];
	/* The home link; in the frames of others the source is all zeros. */
	__u32 interface_index;
	/* Of the member. */
	__u16 number;
	__be16 protocol;
} __attribute__((packed));
_Static_assert(sizeof(struct copy_frame) == sizeof(struct ethhdr), "in its place");

/* The mark, in a field that only queueing disciplines for differentiated services use. */
#define LOOKED_AT 0x4841

/* Sends a copy of the packet at `network`, which is in `frame` from now on, to the loopback interface. */
static __always_inline void send_copy(struct __sk_buff *skb, const struct copy_frame *frame)
{
	if (bpf_skb_store_bytes(skb, 0, frame, sizeof(*frame), 0) ||
	    bpf_clone_redirect(skb, LOOPBACK_INTERFACE, BPF_F_INGRESS))
		count(haos_counter_multicastCopyFailed);
}

/*
 * Sends the first copy of a packet for a group out. The packet is as it was then; one that has no Ethernet header of its
 * own loses that of the copy by arriving, or leaving, once more.
 */
static __always_inline int send_first_copy(struct __sk_buff *skb, __u32 network, enum origin origin)
{
	struct copy_frame copy = { .interface_index = skb->ifindex, .protocol = bpf_htons(ETH_P_IPV6) };
	struct ethhdr frame;

	if (!network) {
		if (bpf_skb_change_head(skb, sizeof(copy), 0)) {
			count(haos_counter_multicastCopyFailed);
			return PASS;
		}
		send_copy(skb, &copy);
		skb->tc_index = LOOKED_AT;
		return bpf_redirect(skb->ifindex, origin == FROM_LINK ? BPF_F_INGRESS : 0);
	}
	if (bpf_skb_load_bytes(skb, 0, &frame, sizeof(frame)))
		return PASS;
	send_copy(skb, &copy);
	return bpf_skb_store_bytes(skb, 0, &frame, sizeof(frame), 0) ? drop(haos_counter_multicastCopyFailed) : PASS;
}

/* A packet for a group, on a link: a copy for its first member there is on its way then. */
static __noinline int copy_to_members(struct __sk_buff *skb, __u32 network, enum origin origin)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct haos_group_place place = { .interface_index = skb->ifindex };

	if (skb->tc_index == LOOKED_AT) {
		skb->tc_index = 0;
		return PASS;
	}
	if (!header)
		return PASS;
	place.group = header->destination;
	if (!bpf_map_lookup_elem(&group_members, &place) || network + total_length(header) > skb->len)
		return PASS;
	if (origin == FROM_LINK && is_from_this_node(skb, network))
		return PASS;
	header = octets_at(skb, network, sizeof(*header));
	if (!header)
		return PASS;
	if (header->hop_limit <= 1) {
		count(haos_counter_multicastHopLimitExceeded);
		return PASS;
	}
	return send_first_copy(skb, network, origin);
}

/* A copy at the loopback interface: the next member's sets out, and this one enters its member's tunnel. */
static __noinline int tunnel_copy(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct haos_group_place place = {};
	struct haos_ipv6_address *member, source;
	struct scratch *room = scratch();
	struct haos_binding *receiver;
	struct copy_frame frame;

	if (!header || !room || bpf_skb_load_bytes(skb, 0, &frame, sizeof(frame)) || !frame.interface_index)
		return PASS;
	source = header->source;
	place.group = header->destination;
	place.interface_index = frame.interface_index;
	place.number = ++frame.number;
	if (bpf_map_lookup_elem(&group_members, &place))
		send_copy(skb, &frame);
	place.number--;
	member = bpf_map_lookup_elem(&group_members, &place);
	receiver = member ? bpf_map_lookup_elem(&bindings, member) : NULL;
	if (!receiver)
		return drop(haos_counter_multicastMembershipEnded);
	if (equal(member, &source))
		return drop(haos_counter_multicastNotToSender);
	if (receiver->protection == haos_protects_everything)
		return drop(haos_counter_protectedPacketNotEncrypted);
	room->member = *member;
	return encapsulate(skb, network, receiver, receiver, FROM_GROUP);
}

/*
 * The link that a home address is on: that of its prefix, by the routing table. 0 if the way to it leads through a
 * router.
 */
static __noinline __u32 home_link(struct __sk_buff *skb, struct haos_ipv6_address *home_address)
{
	struct bpf_fib_lookup route = { .family = ADDRESS_FAMILY_IPV6, .ifindex = skb->ifindex };
	long result;

	if (!home_address)
		return 0;
	__builtin_memcpy(route.ipv6_src, home_address, sizeof(route.ipv6_src));
	__builtin_memcpy(route.ipv6_dst, home_address, sizeof(route.ipv6_dst));
	result = bpf_fib_lookup(skb, &route, sizeof(route), 0);
	if (result != BPF_FIB_LKUP_RET_SUCCESS && result != BPF_FIB_LKUP_RET_NO_NEIGH)
		return 0;
	return __builtin_memcmp(route.ipv6_dst, home_address, sizeof(route.ipv6_dst)) ? 0 : route.ifindex;
}

/*
 * Whether the frame for a group, of the packet at `network`, could be written. A link without link-layer addresses takes
 * it off again.
 */
static __always_inline long write_group_frame(struct __sk_buff *skb, __u32 network, struct haos_interface *interface,
					      const struct haos_ipv6_address *group)
{
	struct ethhdr frame = { .h_dest = { 0x33, 0x33 }, .h_proto = bpf_htons(ETH_P_IPV6) };

	__builtin_memcpy(frame.h_dest + 2, (const __u8 *)group + 12, 4);
	__builtin_memcpy(frame.h_source, interface->link_layer_address, ETH_ALEN);
	if (!network && bpf_skb_change_head(skb, sizeof(frame), 0))
		return -1;
	return bpf_skb_store_bytes(skb, 0, &frame, sizeof(frame), 0);
}

/*
 * What a mobile node sent to a group through its tunnel: it goes to its home link, as if the node were there, and to
 * who listens on this node itself. The other members that are away get it from the home link.
 */
static __noinline int put_on_home_link(struct __sk_buff *skb, __u32 network)
{
	struct tunnelled_packet *packet = octets_at(skb, network, sizeof(*packet));
	struct haos_ipv6_address source, group;
	struct haos_interface *interface;
	__u32 index;
	__u8 hop_limit;

	if (!packet)
		return drop(haos_counter_reverseTunnelInnerMalformed);
	hop_limit = packet->inner.hop_limit;
	source = packet->inner.source;
	group = packet->inner.destination;
	if (hop_limit <= 1)
		return drop(haos_counter_multicastHopLimitExceeded);
	hop_limit--;
	index = home_link(skb, &source);
	interface = bpf_map_lookup_elem(&interfaces, &index);
	if (!interface)
		return drop(haos_counter_multicastHomeLinkUnknown);
	if (remove_outer_header(skb) || write_group_frame(skb, network, interface, &group) ||
	    bpf_skb_store_bytes(skb, sizeof(struct ethhdr) + HOP_LIMIT_OFFSET, &hop_limit, sizeof(hop_limit),
				BPF_F_RECOMPUTE_CSUM) ||
	    bpf_clone_redirect(skb, index, 0))
		return drop(haos_counter_multicastCopyFailed);
	count(haos_counter_multicastFromMobileNodes);
	skb->tc_index = LOOKED_AT;
	return bpf_redirect(index, BPF_F_INGRESS);
}

/* Whether the packet at `network` is about groups that are listened to (RFC 2710, RFC 3810). */
static __always_inline _Bool is_listener_message(struct __sk_buff *skb, __u32 network, struct upper_layer *upper)
{
	__u8 type = 0;

	if (upper->protocol != NEXT_HEADER_ICMPV6 || bpf_skb_load_bytes(skb, network + upper->offset, &type, 1))
		return 0;
	return (type >= ICMPV6_LISTENER_QUERY && type <= ICMPV6_LISTENER_DONE) || type == ICMPV6_LISTENER_REPORT_2;
}

/* Moves such a message, in the tunnelled packet at `network`, to the daemon, which knows its sender by the tunnel. */
static __noinline int listener_message(struct __sk_buff *skb, __u32 network)
{
	if (!forwards_multicast())
		return drop(haos_counter_listenerMessagesIgnored);
	if (admit_listener(skb, network) && !copy_to_daemon(skb, network, 1))
		count(haos_counter_listenerMessagesPunted);
	return DROP;
}
