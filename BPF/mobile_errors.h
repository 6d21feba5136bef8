/*
 * ICMPv6 errors about packets that a home address of this node sent: programs here see them as if the packet had left as
 * they sent it (RFC 2473 section 8, RFC 6275 section 11.3.5); the daemon learns of those that are about mobility.
 */
#pragma once

#include "direct_way_errors.h"
#include "home_address_header.h"
#include "mobile_arrival.h"
#include "tunnel_errors.h"

/* An error up to where it quotes what the program here had to say. */
struct mobile_route_error {
	struct ipv6_header ipv6;
	struct icmpv6_header icmpv6;
	struct mobile_start quoted;
};
_Static_assert(sizeof(struct mobile_route_error) == 112, "RFC 4443 section 2.1");

/* The direct way that the error at `network` is about; NULL if it is about none, or damaged. */
static __noinline struct haos_mobile_route *mobile_route_of_error(struct __sk_buff *skb, __u32 network)
{
	struct mobile_route_error *error = octets_at(skb, network, sizeof(*error));
	struct haos_mobile_route *route;

	if (!error || !is_home_address_header(&error->quoted.options) ||
	    total_length(&error->ipv6) < sizeof(*error) ||
	    !equal(&error->ipv6.destination, &error->quoted.ipv6.source))
		return NULL;
	route = find_mobile_route(&error->quoted.options.home_address, &error->quoted.ipv6.destination);
	if (!route || !equal(&error->quoted.ipv6.source, &route->care_of_address) || !is_undamaged_icmpv6(skb, network))
		return NULL;
	return route;
}

/* What the error at `received` says without the option, to the home address. */
static __always_inline struct error_message *without_home_address_option(const struct mobile_route_error *received)
{
	const __u32 octets = sizeof(received->quoted.options);
	__u32 body = bpf_ntohl(received->icmpv6.body);
	struct error_message *error;

	if (received->icmpv6.type == ICMPV6_PACKET_TOO_BIG)
		body = body < IPV6_MINIMUM_MTU + octets ? IPV6_MINIMUM_MTU : body - octets;
	else if (received->icmpv6.type == ICMPV6_PARAMETER_PROBLEM)
		body -= octets;
	error = begin_error(haos_counter_mobileRouteErrorsReceived, received->icmpv6.type, received->icmpv6.code, body,
			    &received->ipv6.source);
	if (error)
		error->ipv6.destination = received->quoted.options.home_address;
	return error;
}

/* Copies an error to the daemon, within bounds. */
static __always_inline void copy_mobile_error(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct haos_ipv6_address source;

	if (!header)
		return;
	source = header->source;
	if (admit(&source, CLASS_UNREACHABLE, haos_counter_mobilityCrowdedOut, haos_counter_mobilityRateLimited) &&
	    !write_for_daemon(skb, network, 1, 0))
		count(haos_counter_mobilityPacketsPunted);
}

/* An error that quotes destination options. That an option is not liked (code 2) is no matter of the program's. */
static __noinline int mobile_route_error(struct __sk_buff *skb, __u32 network)
{
	struct haos_mobile_route *route = mobile_route_of_error(skb, network);
	struct mobile_route_error *received = octets_at(skb, network, sizeof(*received));
	struct error_message *error;
	struct ipv6_header quoted;
	__u8 type;

	if (!route || !received)
		return PASS;
	count(haos_counter_mobileRouteErrorsReceived);
	type = received->icmpv6.type;
	if (type == ICMPV6_PACKET_TOO_BIG)
		learn_path_mtu(&route->path, bpf_ntohl(received->icmpv6.body));
	if (type == ICMPV6_PARAMETER_PROBLEM || type == ICMPV6_DESTINATION_UNREACHABLE)
		copy_mobile_error(skb, network);
	received = octets_at(skb, network, sizeof(*received));
	if (!received)
		return PASS;
	if (type == ICMPV6_PARAMETER_PROBLEM && bpf_ntohl(received->icmpv6.body) < sizeof(received->quoted))
		return DROP;
	error = without_home_address_option(received);
	quoted = received->quoted.ipv6;
	quoted.next_header = received->quoted.options.next_header;
	quoted.source = received->quoted.options.home_address;
	return remove_quoted_header(skb, network, error, &quoted) ? drop(haos_counter_errorFailed) : PASS;
}

/* An error about a packet in the tunnel, or else the kernel's. */
static __noinline int mobile_tunnel_error(struct __sk_buff *skb, __u32 network)
{
	struct haos_mobile_tunnel *tunnel;
	struct tunnel_error *received;
	struct error_message *error;
	struct inner_packet inner;

	if (find_inner_packet(skb, network, &inner))
		return PASS;
	tunnel = bpf_map_lookup_elem(&mobile_tunnels, &inner.header.source);
	if (!tunnel || !is_about(skb, network, &tunnel->ends))
		return PASS;
	count(haos_counter_tunnelErrorsReceived);
	received = octets_at(skb, network, sizeof(*received));
	if (!received)
		return PASS;
	if (received->icmpv6.type == ICMPV6_PACKET_TOO_BIG)
		learn_path_mtu(&tunnel->ends.path, bpf_ntohl(received->icmpv6.body));
	if (inner.is_error)
		return PASS;
	received = octets_at(skb, network, sizeof(*received));
	if (!received)
		return PASS;
	error = translate(&received->icmpv6, &inner, &tunnel->ends);
	return error ? relay_error(skb, network, error, &inner) : PASS;
}

/* An ICMPv6 error. */
static __noinline int mobile_error(struct __sk_buff *skb, __u32 network)
{
	struct tunnel_error *error = octets_at(skb, network, sizeof(*error));
	struct upper_layer upper = { .protocol = NEXT_HEADER_ICMPV6, .offset = sizeof(error->ipv6) };
	int verdict;

	/* Only what this node sent can be quoted to it. */
	if (!error || !equal(&error->ipv6.destination, &error->outer.source) ||
	    !bpf_map_lookup_elem(&local_addresses, &error->ipv6.destination))
		return PASS;
	if (is_for_mobile_daemon(skb, network, &upper))
		return move_to_mobile_daemon(skb, network, 0);
	error = octets_at(skb, network, sizeof(*error));
	if (error && error->outer.next_header == NEXT_HEADER_DESTINATION_OPTIONS) {
		verdict = mobile_route_error(skb, network);
		if (verdict != PASS)
			return verdict;
	}
	return mobile_tunnel_error(skb, network);
}
