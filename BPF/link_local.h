/*
 * Packets to the link-local address of a mobile node that is away, which this node defends for it: they are never
 * tunnelled (RFC 6275 section 10.4.2).
 */
#pragma once

#include "icmpv6_errors.h"

/* Answers a packet to a link-local address that is defended on this link; any other is the kernel's. */
static __noinline int link_local_unreachable(struct __sk_buff *skb, __u32 network, enum origin origin)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct haos_neighbor_target target = { .interface_index = skb->ifindex };
	struct haos_neighbor_proxy *proxy;
	struct error_message *error;

	if (!header)
		return PASS;
	target.address = header->destination;
	proxy = bpf_map_lookup_elem(&neighbor_proxies, &target);
	if (!proxy || network + total_length(header) > skb->len)
		return PASS;
	if (is_multicast(&header->source) || is_unspecified(&header->source))
		return drop(haos_counter_linkLocalSourceNotUnicast);
	error = begin_error(haos_counter_linkLocalUnreachable, ICMPV6_DESTINATION_UNREACHABLE, UNREACHABLE_ADDRESS, 0,
			    &proxy->home_agent_address);
	if (origin == FROM_THIS_NODE && make_loopback_frame(skb, network))
		return drop(haos_counter_ownPacketFailed);
	return answer_with_error(skb, origin == FROM_THIS_NODE ? LOOPBACK_NETWORK : network, error, NULL, origin);
}
