/*
 * ICMPv6 errors about packets that a home address of this node sent: programs here see them as if the packet had left as
 * they sent it (RFC 2473 section 8, RFC 6275 section 11.3.5); the daemon learns of those that are about mobility.
 */
#pragma once

#include "direct_way_errors.h"
#include "home_address_header.h"
#include "mobile_arrival.h"
#include "mobile_protection.h"
#include "tunnel_errors.h"

/* A packet that left directly, as an error quotes it. */
struct quoted_departure {
	/* As the program here sent it, but for its length. */
	struct ipv6_header header;
	/* Where it is, if it is away itself and this node knows (RFC 6275 section 6.3). */
	struct haos_direct_way *peer;
	/* The octets that were added behind the header. */
	__u32 added;
};

/* Finds out how the packet left that the error at `network` quotes; NULL if not directly, or if the error is damaged. */
static __noinline struct haos_mobile_route *mobile_route_of_error(struct __sk_buff *skb, __u32 network,
								  struct quoted_departure *quoted)
{
	struct tunnel_error *error = octets_at(skb, network, sizeof(*error));
	__u32 offset = network + sizeof(*error);
	struct haos_ipv6_address care_of_address;
	struct type_2_routing_header routing = {};
	struct home_address_header options;
	struct haos_mobile_route *route;

	if (!error || !quoted || !equal(&error->ipv6.destination, &error->outer.source))
		return NULL;
	care_of_address = error->outer.source;
	quoted->header = error->outer;
	if (quoted->header.next_header == NEXT_HEADER_ROUTING) {
		if (bpf_skb_load_bytes(skb, offset, &routing, sizeof(routing)) || !leads_to_home_address(&routing))
			return NULL;
		quoted->added = sizeof(routing);
		quoted->header.next_header = routing.next_header;
		quoted->header.destination = routing.home_address;
	}
	if (quoted->header.next_header != NEXT_HEADER_DESTINATION_OPTIONS ||
	    bpf_skb_load_bytes(skb, offset + quoted->added, &options, sizeof(options)) ||
	    !is_home_address_header(&options))
		return NULL;
	quoted->added += sizeof(options);
	quoted->header.next_header = options.next_header;
	quoted->header.source = options.home_address;
	error = octets_at(skb, network, sizeof(*error));
	if (!error || total_length(&error->ipv6) < sizeof(*error) + quoted->added)
		return NULL;
	quoted->peer = find_direct_way(&options.home_address, &routing.home_address);
	if (routing.length && (!quoted->peer || !equal(&quoted->peer->care_of_address, &error->outer.destination)))
		return NULL;
	route = find_mobile_route(&options.home_address, &quoted->header.destination);
	if (!route || !equal(&care_of_address, &route->care_of_address) || !is_undamaged_icmpv6(skb, network))
		return NULL;
	return route;
}

/*
 * What an error of this node says of a packet as the program here sent it. That there is no way by the routing header
 * says that the peer's home address cannot be reached; what else is wrong with what was added is no matter of the
 * program's: NULL.
 */
static __always_inline struct error_message *without_added_headers(const struct tunnel_error *received,
								   const struct quoted_departure *quoted)
{
	const __u32 begin = sizeof(received->outer), end = begin + quoted->added;
	__u32 body = bpf_ntohl(received->icmpv6.body);
	__u8 type = received->icmpv6.type, code = received->icmpv6.code;

	if (type == ICMPV6_PACKET_TOO_BIG) {
		body = body < IPV6_MINIMUM_MTU + quoted->added ? IPV6_MINIMUM_MTU : body - quoted->added;
	} else if (type == ICMPV6_PARAMETER_PROBLEM && body >= end) {
		body -= quoted->added;
	} else if (type == ICMPV6_PARAMETER_PROBLEM && quoted->peer && body >= begin &&
		   body < begin + sizeof(struct type_2_routing_header)) {
		type = ICMPV6_DESTINATION_UNREACHABLE;
		code = UNREACHABLE_ADDRESS;
		body = 0;
	} else if (type == ICMPV6_PARAMETER_PROBLEM) {
		return NULL;
	}
	return begin_error(haos_counter_mobileRouteErrorsReceived, type, code, body, &received->ipv6.source);
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

/* What is learned of the way of a packet by an error of this type about it. */
static __always_inline void learn_from_error(struct __sk_buff *skb, struct haos_mobile_route *route,
					     const struct quoted_departure *quoted, const struct error_message *error,
					     __u32 mtu)
{
	if (error->icmpv6.type == ICMPV6_PACKET_TOO_BIG) {
		learn_path_mtu(&route->path, mtu);
		if (quoted->peer)
			learn_path_mtu(&quoted->peer->path, mtu);
	} else if (error->icmpv6.type == ICMPV6_DESTINATION_UNREACHABLE && quoted->peer) {
		report_way(skb, haos_record_unreachable, &quoted->peer->care_of_address, &quoted->header.source,
			   &quoted->header.destination);
	}
}

/* An error about a packet that may have left directly. */
static __noinline int mobile_route_error(struct __sk_buff *skb, __u32 network)
{
	struct quoted_departure quoted = {};
	struct haos_mobile_route *route = mobile_route_of_error(skb, network, &quoted);
	struct tunnel_error *received = octets_at(skb, network, sizeof(*received));
	struct error_message *error;
	__u8 type;

	if (!route || !received)
		return PASS;
	count(haos_counter_mobileRouteErrorsReceived);
	type = received->icmpv6.type;
	if (type == ICMPV6_PARAMETER_PROBLEM || type == ICMPV6_DESTINATION_UNREACHABLE)
		copy_mobile_error(skb, network);
	received = octets_at(skb, network, sizeof(*received));
	if (!received)
		return PASS;
	error = without_added_headers(received, &quoted);
	if (!error)
		return DROP;
	error->ipv6.destination = quoted.header.source;
	learn_from_error(skb, route, &quoted, error, bpf_ntohl(received->icmpv6.body));
	return remove_quoted_headers(skb, network, error, &quoted.header, quoted.added) ?
		       drop(haos_counter_errorFailed) :
		       PASS;
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
	if (error && error->outer.next_header == NEXT_HEADER_ENCAPSULATING_SECURITY_PAYLOAD)
		return mobile_protected_error(skb, network);
	if (error && (error->outer.next_header == NEXT_HEADER_DESTINATION_OPTIONS ||
		      error->outer.next_header == NEXT_HEADER_ROUTING)) {
		verdict = mobile_route_error(skb, network);
		if (verdict != PASS)
			return verdict;
	}
	return mobile_tunnel_error(skb, network);
}
