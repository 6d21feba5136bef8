/*
 * Neighbor discovery (RFC 4861): answers for the home addresses of mobile nodes that are away (RFC 6275 section
 * 10.4.1), and copies for the daemon of what it listens for. Everything else is the kernel's.
 */
#pragma once

#include "checksum.h"
#include "punt.h"

#define HOP_LIMIT_UNFORWARDED 255
#define OPTION_SOURCE_LINK_LAYER_ADDRESS 1
#define OPTION_TARGET_LINK_LAYER_ADDRESS 2
#define OPTION_LIMIT 32
#define ADVERTISEMENT_SOLICITED 0x40000000
#define ADVERTISEMENT_OVERRIDE 0x20000000

/* What solicitation and advertisement have in common (RFC 4861 sections 4.3 and 4.4); options follow. */
struct neighbor_message {
	struct icmpv6_header icmpv6;
	struct haos_ipv6_address target;
};

/* The advertisement as it is sent: one option, the target's link-layer address. */
struct neighbor_advertisement {
	struct ipv6_header ipv6;
	struct neighbor_message message;
	__u8 option_type;
	__u8 option_length;
	__u8 link_layer_address[6];
};
_Static_assert(sizeof(struct neighbor_advertisement) == 72, "RFC 4861 section 4.4");

static __always_inline struct haos_interface *interface_of(struct __sk_buff *skb)
{
	__u32 index = skb->ifindex;

	return bpf_map_lookup_elem(&interfaces, &index);
}

/* Walks the options of a solicitation; true when they are valid (RFC 4861 section 7.1.1). */
static __always_inline _Bool options_are_valid(struct __sk_buff *skb, __u32 offset, __u32 length, _Bool is_probe)
{
	struct {
		__u8 type;
		__u8 length;
	} option;

	for (int i = 0; i < OPTION_LIMIT && length; i++) {
		__u32 octets;

		if (bpf_skb_load_bytes(skb, offset, &option, sizeof(option)))
			return 0;
		octets = 8 * option.length;
		if (!octets || octets > length)
			return 0;
		if (is_probe && option.type == OPTION_SOURCE_LINK_LAYER_ADDRESS)
			return 0;
		offset += octets;
		length -= octets;
	}
	return !length;
}

/* The reason to drop a Neighbor Solicitation (RFC 4861 section 7.1.1), or haos_counter_count for a valid one. */
static __always_inline enum haos_counter solicitation_fault(struct __sk_buff *skb, __u32 network,
							    struct ipv6_header *header)
{
	struct icmpv6_header *icmpv6 = (void *)(header + 1);
	__u32 length = bpf_ntohs(header->payload_length);
	_Bool is_probe = is_unspecified(&header->source);
	__s64 sum;

	if (header->hop_limit != HOP_LIMIT_UNFORWARDED)
		return haos_counter_neighborSolicitationHopLimit;
	if (icmpv6->code)
		return haos_counter_neighborSolicitationCode;
	if (length < sizeof(struct neighbor_message))
		return haos_counter_neighborSolicitationLength;
	if (is_multicast(&header->source) || (is_probe && !is_solicited_node_multicast(&header->destination)))
		return haos_counter_neighborSolicitationSource;
	sum = pseudo_header_sum(&header->source, &header->destination, length, NEXT_HEADER_ICMPV6);
	sum = packet_sum(skb, network + sizeof(*header), length, sum);
	if (sum < 0)
		return haos_counter_neighborSolicitationLength;
	if (fold(sum) != 0xffff)
		return haos_counter_neighborSolicitationChecksum;
	if (!options_are_valid(skb, network + sizeof(*header) + sizeof(struct neighbor_message),
			       length - sizeof(struct neighbor_message), is_probe))
		return haos_counter_neighborSolicitationOption;
	return haos_counter_count;
}

/*
 * Turns the solicitation into the advertisement that answers it, and sends it back to where it came from. What was asked
 * for does not override what the mobile node itself says (RFC 4861 section 7.2.8). To a probe (its source is unspecified)
 * all nodes on the link are told, unsolicited as far as the flags go.
 */
static __noinline int advertise(struct __sk_buff *skb, __u32 network, struct haos_neighbor_proxy *proxy,
				enum origin origin)
{
	struct neighbor_advertisement answer = {};
	struct ethhdr frame = {};
	struct haos_interface *interface = interface_of(skb);
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header) + sizeof(struct neighbor_message));
	__u32 flags;

	if (!header || !interface || !proxy)
		return drop(haos_counter_neighborAdvertisementFailed);
	if (is_unspecified(&header->source)) {
		frame.h_dest[0] = frame.h_dest[1] = 0x33;
		frame.h_dest[5] = 1;
		answer.ipv6.destination.high = bpf_cpu_to_be64(0xff02ull << 48);
		answer.ipv6.destination.low = bpf_cpu_to_be64(1);
		flags = ADVERTISEMENT_OVERRIDE;
	} else {
		bpf_skb_load_bytes(skb, LINK_LAYER_SOURCE, frame.h_dest, ETH_ALEN);
		answer.ipv6.destination = header->source;
		flags = ADVERTISEMENT_SOLICITED;
	}
	frame.h_proto = bpf_htons(ETH_P_IPV6);
	__builtin_memcpy(frame.h_source, interface->link_layer_address, ETH_ALEN);
	begin_header(&answer.ipv6, sizeof(answer) - sizeof(answer.ipv6), NEXT_HEADER_ICMPV6, HOP_LIMIT_UNFORWARDED,
		     &proxy->home_agent_address);
	answer.message.icmpv6.type = ICMPV6_NEIGHBOR_ADVERTISEMENT;
	answer.message.icmpv6.body = bpf_htonl(flags);
	answer.message.target = ((struct neighbor_message *)(header + 1))->target;
	answer.option_type = OPTION_TARGET_LINK_LAYER_ADDRESS;
	answer.option_length = 1;
	__builtin_memcpy(answer.link_layer_address, interface->link_layer_address, ETH_ALEN);
	answer.message.icmpv6.checksum = ~fold(bpf_csum_diff(
		NULL, 0, (__be32 *)&answer.message, sizeof(answer) - sizeof(answer.ipv6),
		pseudo_header_sum(&answer.ipv6.source, &answer.ipv6.destination,
				  sizeof(answer) - sizeof(answer.ipv6), NEXT_HEADER_ICMPV6)));
	if (bpf_skb_change_tail(skb, network + sizeof(answer), 0) ||
	    bpf_skb_store_bytes(skb, 0, &frame, sizeof(frame), 0) ||
	    bpf_skb_store_bytes(skb, network, &answer, sizeof(answer), 0))
		return drop(haos_counter_neighborAdvertisementFailed);
	if (origin == FROM_THIS_NODE) {
		count(haos_counter_ownSolicitationsAnswered);
		return bpf_redirect(skb->ifindex, BPF_F_INGRESS);
	}
	count(haos_counter_neighborAdvertisementsSent);
	return bpf_redirect(skb->ifindex, 0);
}

/* Copies a message about a watched address, an advertisement or a probe, to the daemon. */
static __always_inline void copy_if_watched(struct __sk_buff *skb, __u32 network,
					    struct haos_neighbor_target *target)
{
	if (bpf_map_lookup_elem(&address_watches, target) && !copy_to_daemon(skb, network, 0))
		count(haos_counter_neighborDiscoveryCopied);
}

/* Whether the frame has this node's own source address: an answer of `answer_own_solicitation`, or one that looped. */
static __always_inline _Bool is_from_this_node(struct __sk_buff *skb, __u32 network)
{
	struct haos_interface *interface = interface_of(skb);
	__u8 source[ETH_ALEN];

	if (!network || !interface || bpf_skb_load_bytes(skb, LINK_LAYER_SOURCE, source, sizeof(source)))
		return 0;
	return !__builtin_memcmp(source, interface->link_layer_address, sizeof(source));
}

/* A solicitation or an advertisement, as its type says. Only links with link-layer addresses are answered on. */
static __noinline int neighbor_message(struct __sk_buff *skb, __u32 network, __u8 type)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header) + sizeof(struct neighbor_message));
	struct haos_neighbor_target target = { .interface_index = skb->ifindex };
	struct haos_neighbor_proxy *proxy;
	enum haos_counter fault;

	if (!header)
		return PASS;
	target.address = ((struct neighbor_message *)(header + 1))->target;
	if (type == ICMPV6_NEIGHBOR_ADVERTISEMENT) {
		if (!is_from_this_node(skb, network))
			copy_if_watched(skb, network, &target);
		return PASS;
	}
	/* A probe of this node's own may come back, where a link loops (RFC 4862 section 5.4.3). */
	if (is_unspecified(&header->source) && !is_from_this_node(skb, network))
		copy_if_watched(skb, network, &target);
	proxy = network ? bpf_map_lookup_elem(&neighbor_proxies, &target) : NULL;
	if (!proxy)
		return PASS;
	header = octets_at(skb, network, sizeof(*header) + sizeof(struct neighbor_message));
	if (!header)
		return PASS;
	fault = solicitation_fault(skb, network, header);
	if (fault != haos_counter_count)
		return drop(fault);
	return advertise(skb, network, proxy, FROM_LINK);
}

/* Copies a Router Solicitation or Advertisement, where the daemon wants it. */
static __noinline int router_message(struct __sk_buff *skb, __u32 network, __u8 type)
{
	struct haos_interface *interface = interface_of(skb);
	_Bool is_solicitation = type == ICMPV6_ROUTER_SOLICITATION;

	if (!interface ||
	    !(is_solicitation ? interface->copies_router_solicitations : interface->copies_router_advertisements))
		return PASS;
	if (is_crowded(CROWD))
		count(haos_counter_routerDiscoveryCrowdedOut);
	else if (!copy_to_daemon(skb, network, 0))
		count(is_solicitation ? haos_counter_routerSolicitationsCopied :
					haos_counter_routerAdvertisementsCopied);
	return PASS;
}

static __always_inline _Bool is_neighbor_discovery(__u8 type)
{
	return type >= ICMPV6_ROUTER_SOLICITATION && type <= ICMPV6_REDIRECT;
}

static __always_inline int neighbor_discovery(struct __sk_buff *skb, __u32 network, __u8 type)
{
	switch (type) {
	case ICMPV6_ROUTER_SOLICITATION:
	case ICMPV6_ROUTER_ADVERTISEMENT:
		return router_message(skb, network, type);
	case ICMPV6_NEIGHBOR_SOLICITATION:
	case ICMPV6_NEIGHBOR_ADVERTISEMENT:
		return neighbor_message(skb, network, type);
	default:
		return PASS;
	}
}
