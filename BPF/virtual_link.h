/*
 * A home link that is nowhere: its mobile nodes are all away (RFC 6275 section 10.4.1 has nothing to do for them). What
 * gets to its interface, and no tunnel has taken, is for somebody who is not there.
 */
#pragma once

#include "icmpv6_errors.h"
#include "neighbor_discovery.h"

/* Answers a packet that leaves for such a link, as a router does that has found no neighbor of the address. */
static __noinline int virtual_link_unreachable(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct haos_interface *interface = interface_of(skb);
	struct error_message *error;

	if (!header || !interface || is_multicast(&header->destination) || is_multicast(&header->source) ||
	    is_unspecified(&header->source))
		return PASS;
	error = begin_error(haos_counter_virtualLinkUnreachable, ICMPV6_DESTINATION_UNREACHABLE, UNREACHABLE_ADDRESS, 0,
			    &interface->address);
	if (make_loopback_frame(skb, network))
		return drop(haos_counter_ownPacketFailed);
	return answer_with_error(skb, LOOPBACK_NETWORK, error, NULL, FROM_THIS_NODE);
}
