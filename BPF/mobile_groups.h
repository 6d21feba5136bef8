/*
 * Groups that programs of this node listen to while it is away (RFC 6275 section 11.3.4): what the kernel says of them at
 * the interface of home addresses goes through the tunnel of a home agent, and what is for them comes out of it there.
 */
#pragma once

#include "checksum.h"
#include "decapsulation.h"
#include "mobile_node_maps.h"
#include "multicast.h"
#include "reverse_tunnel.h"

/* Whether an outer header is of the tunnel through which this node listens. */
static __always_inline _Bool is_for_listeners(const struct ipv6_header *outer)
{
	struct haos_mobile_listener *listener = current_listener();

	return listener && is_mobile_entrance(&listener->home_address, &outer->destination, &outer->source);
}

/*
 * Whether something of a home agent's that is for a group may come in: questions who listens, and what is for groups of
 * more than one link.
 */
static __always_inline _Bool may_come_to_listeners(struct __sk_buff *skb, __u32 network,
						   const struct ipv6_header *inner, struct upper_layer *upper)
{
	__u8 type = 0;

	if (upper->protocol == NEXT_HEADER_ICMPV6 &&
	    bpf_skb_load_bytes(skb, network + upper->offset, &type, sizeof(type)))
		return 0;
	if (is_link_local_multicast(&inner->destination))
		return upper->protocol == NEXT_HEADER_ICMPV6 && type == ICMPV6_LISTENER_QUERY &&
		       is_link_local_unicast(&inner->source);
	return is_forwardable_source(&inner->source) &&
	       !(upper->protocol == NEXT_HEADER_ICMPV6 && is_neighbor_discovery(type));
}

/* The tunnelled packet at `network` for a group: it arrives at the interface of home addresses. */
static __noinline int come_to_listeners(struct __sk_buff *skb, __u32 network)
{
	const __u32 inner_network = network + sizeof(struct ipv6_header);
	struct tunnelled_packet *packet = octets_at(skb, network, sizeof(*packet));
	struct haos_mobile_listener *listener = current_listener();
	struct upper_layer upper = {};
	struct segments segments;
	struct ipv6_header inner;
	enum haos_counter fault;

	if (!packet || !listener || !is_well_formed(skb, network, packet) ||
	    find_upper_layer(skb, inner_network, packet->inner.next_header, &upper) ||
	    bpf_skb_load_bytes(skb, inner_network, &inner, sizeof(inner)))
		return drop(haos_counter_mobileTunnelInnerMalformed);
	if (!may_come_to_listeners(skb, inner_network, &inner, &upper))
		return drop(haos_counter_mobileTunnelNotForHome);
	find_segments(skb, inner_network, &inner, &segments);
	fault = hand_on_congestion(skb, network);
	if (fault != haos_counter_count)
		return drop(fault);
	if (remove_outer_header(skb))
		return drop(haos_counter_reverseTunnelDecapsulationFailed);
	count_many(haos_counter_mobilePacketsFromTunnel, segments.number);
	return bpf_redirect(listener->interface_index, BPF_F_INGRESS);
}

/*
 * What the kernel says of groups at the interface of home addresses is from nobody, as that has no link-local address. The
 * packet, which begins with its header, becomes one from a home address; -1 if it is none of these, or nobody listens.
 */
static __noinline int speak_for_listeners(struct __sk_buff *skb)
{
	struct ipv6_header *header = octets_at(skb, 0, sizeof(*header));
	struct haos_mobile_listener *listener = current_listener();
	struct haos_ipv6_address home_address;
	struct upper_layer upper = {};
	__u16 checksum;

	if (!header || !listener || find_upper_layer(skb, 0, header->next_header, &upper) ||
	    !is_listener_message(skb, 0, &upper) ||
	    bpf_skb_load_bytes(skb, upper.offset + checksum_position(NEXT_HEADER_ICMPV6), &checksum, sizeof(checksum)))
		return -1;
	home_address = listener->home_address;
	checksum = ~fold(bpf_csum_diff(NULL, 0, (__be32 *)&home_address, sizeof(home_address), (__u16)~checksum));
	return bpf_skb_store_bytes(skb, upper.offset + checksum_position(NEXT_HEADER_ICMPV6), &checksum,
				   sizeof(checksum), 0) ||
			       bpf_skb_store_bytes(skb, SOURCE_OFFSET, &home_address, sizeof(home_address), 0) ?
		       -1 :
		       0;
}
