/*
 * ICMPv6 errors about packets that went the direct way (RFC 6275 section 9.3.4): this node learns from them, and who
 * sent the packet is told as if it had gone to the home address as it was.
 */
#pragma once

#include "direct_way.h"
#include "punt.h"

/* An error up to where it quotes what the program here had to say. */
struct direct_way_error {
	struct ipv6_header ipv6;
	struct icmpv6_header icmpv6;
	struct direct_start quoted;
};
_Static_assert(sizeof(struct direct_way_error) == 112, "RFC 4443 section 2.1");

/* The direct way that the error at `network` is about; NULL if it is about none, or damaged. */
static __noinline struct haos_direct_way *way_of_error(struct __sk_buff *skb, __u32 network)
{
	struct direct_way_error *error = octets_at(skb, network, sizeof(*error));
	struct haos_direct_way *way;

	if (!error || !leads_to_home_address(&error->quoted.routing) || total_length(&error->ipv6) < sizeof(*error) ||
	    !equal(&error->ipv6.destination, &error->quoted.ipv6.source))
		return NULL;
	way = find_direct_way(&error->quoted.ipv6.source, &error->quoted.routing.home_address);
	if (!way || !equal(&error->quoted.ipv6.destination, &way->care_of_address) || !is_undamaged_icmpv6(skb, network))
		return NULL;
	return way;
}

/*
 * What the error at `received` says without the routing header: where that is what is wrong, the home address cannot be
 * reached. Its source is who sent it.
 */
static __always_inline struct error_message *without_routing_header(const struct direct_way_error *received)
{
	const __u32 begin = sizeof(received->quoted.ipv6), end = sizeof(received->quoted);
	__u32 body = bpf_ntohl(received->icmpv6.body);
	__u8 type = received->icmpv6.type, code = received->icmpv6.code;

	if (type == ICMPV6_PACKET_TOO_BIG) {
		body = body < IPV6_MINIMUM_MTU + end - begin ? IPV6_MINIMUM_MTU : body - (end - begin);
	} else if (type == ICMPV6_PARAMETER_PROBLEM && body >= end) {
		body -= end - begin;
	} else if (type == ICMPV6_PARAMETER_PROBLEM && body >= begin) {
		type = ICMPV6_DESTINATION_UNREACHABLE;
		code = UNREACHABLE_ADDRESS;
		body = 0;
	}
	return begin_error(haos_counter_routeOptimizationErrorsReceived, type, code, body, &received->ipv6.source);
}

/* The error at `network` quotes the packet as who sent it knows it: without the headers that were added to its own. */
static __noinline long remove_quoted_headers(struct __sk_buff *skb, __u32 network, struct error_message *error,
					     struct ipv6_header *quoted, __u32 added)
{
	struct ipv6_header *received = octets_at(skb, network, sizeof(*received));
	__u32 length;

	if (!received || !error || !quoted)
		return -1;
	quoted->payload_length = bpf_htons(bpf_ntohs(quoted->payload_length) - added);
	length = bpf_ntohs(received->payload_length) - sizeof(error->icmpv6) - added;
	if (bpf_skb_adjust_room(skb, -(int)added, BPF_ADJ_ROOM_MAC, 0) ||
	    bpf_skb_store_bytes(skb, network + sizeof(*error), quoted, sizeof(*quoted), 0))
		return -1;
	return write_error(skb, network, error, length);
}

/* Takes the routing header out of what the error at `network` quotes. */
static __noinline long remove_quoted_routing_header(struct __sk_buff *skb, __u32 network, struct error_message *error)
{
	struct direct_way_error *received = octets_at(skb, network, sizeof(*received));
	struct ipv6_header quoted;

	if (!received || !error)
		return -1;
	quoted = received->quoted.ipv6;
	quoted.next_header = received->quoted.routing.next_header;
	quoted.destination = received->quoted.routing.home_address;
	error->ipv6.destination = received->ipv6.destination;
	return remove_quoted_headers(skb, network, error, &quoted, sizeof(received->quoted.routing));
}

/* An ICMPv6 error for this node that quotes a routing header; those that are about no direct way are the kernel's. */
static __noinline int direct_way_error(struct __sk_buff *skb, __u32 network)
{
	struct haos_direct_way *way = way_of_error(skb, network);
	struct direct_way_error *received;
	struct error_message *error;

	received = octets_at(skb, network, sizeof(*received));
	if (!way || !received)
		return PASS;
	count(haos_counter_routeOptimizationErrorsReceived);
	error = without_routing_header(received);
	if (received->icmpv6.type == ICMPV6_PACKET_TOO_BIG)
		learn_path_mtu(&way->path, bpf_ntohl(received->icmpv6.body));
	else if (error && error->icmpv6.type == ICMPV6_DESTINATION_UNREACHABLE)
		report_way(skb, haos_record_unreachable, &received->quoted.ipv6.destination,
			   &received->quoted.ipv6.source, &received->quoted.routing.home_address);
	return remove_quoted_routing_header(skb, network, error) ? drop(haos_counter_errorFailed) : PASS;
}
