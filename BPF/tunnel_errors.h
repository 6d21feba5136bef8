/*
 * ICMPv6 errors about packets in a tunnel, for this node as the tunnel's entry: it learns from them, and lets the source
 * of the packet inside know (RFC 2473 section 8).
 */
#pragma once

#include "encapsulation_limit.h"
#include "fragments.h"
#include "icmpv6_errors.h"
#include "path_mtu.h"

/* An error about a packet that was tunnelled, up to where the inner packet begins, or the limit before it. */
struct tunnel_error {
	struct ipv6_header ipv6;
	struct icmpv6_header icmpv6;
	struct ipv6_header outer;
};

/* What is told of it to the inner packet's source. */
struct inner_packet {
	struct ipv6_header header;
	/* Octets between the tunnel's outer header and the inner one. */
	__u32 gap;
	/* Where the limit of encapsulations is in the tunnelled packet; 0 where there is none. */
	__u32 limit;
	/* As much of it as the error quotes. */
	__u32 quote;
	/* Where it may not be sent, for it is an error itself. */
	_Bool is_error;
};

/* Finds the inner packet; -1 if not even its header is quoted. The tunnelled packet may have left in fragments. */
static __noinline int find_inner_packet(struct __sk_buff *skb, __u32 network, struct inner_packet *inner)
{
	struct tunnel_error *error = octets_at(skb, network, sizeof(*error));
	struct encapsulation_limit option;
	struct fragment_header fragment;
	struct upper_layer upper = {};
	__u32 offset = sizeof(*error), length;
	__u8 next_header;

	if (!error)
		return -1;
	length = total_length(&error->ipv6);
	next_header = error->outer.next_header;
	inner->gap = inner->limit = 0;
	if (next_header == NEXT_HEADER_FRAGMENT) {
		if (bpf_skb_load_bytes(skb, network + offset, &fragment, sizeof(fragment)) ||
		    fragment.offset_and_more & bpf_htons(FRAGMENT_OFFSET))
			return -1;
		inner->gap = sizeof(fragment);
		next_header = fragment.next_header;
	}
	if (next_header == NEXT_HEADER_DESTINATION_OPTIONS &&
	    !bpf_skb_load_bytes(skb, network + offset + inner->gap, &option, sizeof(option)) &&
	    is_encapsulation_limit(&option)) {
		inner->limit = sizeof(error->outer) + inner->gap + __builtin_offsetof(struct encapsulation_limit, limit);
		inner->gap += sizeof(option);
		next_header = option.next_header;
	}
	offset += inner->gap;
	if (next_header != NEXT_HEADER_IPV6 || offset + sizeof(inner->header) > length ||
	    bpf_skb_load_bytes(skb, network + offset, &inner->header, sizeof(inner->header)))
		return -1;
	inner->quote = length - offset;
	inner->is_error = find_upper_layer(skb, network + offset, inner->header.next_header, &upper) ||
			  is_icmpv6_error(skb, network + offset, &upper);
	return 0;
}

/* Whether the error is about the tunnel of `binding`, and undamaged. */
static __noinline _Bool is_about(struct __sk_buff *skb, __u32 network, struct haos_binding *binding)
{
	struct tunnel_error *error = octets_at(skb, network, sizeof(*error));

	if (!error || !equal(&error->outer.destination, &binding->care_of_address) ||
	    !equal(&error->outer.source, &binding->home_agent_address) ||
	    !equal(&error->ipv6.destination, &binding->home_agent_address))
		return 0;
	return is_undamaged_icmpv6(skb, network);
}

/*
 * What the source is to be told: that the packet is too big, if it can be sent shorter; and of everything else that is
 * wrong with a tunnel, that the address can not be reached (RFC 2473 section 8.1). NULL for what is no concern of its.
 */
static __always_inline struct error_message *translate(const struct icmpv6_header *received,
						       const struct inner_packet *inner,
						       const struct haos_binding *binding)
{
	const __u32 overhead = sizeof(struct ipv6_header) + inner->gap;
	__u32 body = bpf_ntohl(received->body);

	switch (received->type) {
	case ICMPV6_PACKET_TOO_BIG:
		if (total_length(&inner->header) <= IPV6_MINIMUM_MTU)
			return NULL;
		body = body < IPV6_MINIMUM_MTU + overhead ? IPV6_MINIMUM_MTU : body - overhead;
		return begin_error(haos_counter_tunnelErrorsRelayed, ICMPV6_PACKET_TOO_BIG, 0, body,
				   &binding->home_agent_address);
	case ICMPV6_PARAMETER_PROBLEM:
		if (!inner->limit || received->code || body != inner->limit)
			return NULL;
		break;
	case ICMPV6_DESTINATION_UNREACHABLE:
	case ICMPV6_TIME_EXCEEDED:
		break;
	default:
		return NULL;
	}
	return begin_error(haos_counter_tunnelErrorsRelayed, ICMPV6_DESTINATION_UNREACHABLE, UNREACHABLE_ADDRESS, 0,
			   &binding->home_agent_address);
}

/* Turns the error at `network` into one about the inner packet, to its source: through a tunnel, if that is away too. */
static __noinline int relay_error(struct __sk_buff *skb, __u32 network, struct error_message *error,
				  struct inner_packet *inner)
{
	struct haos_binding *source = bpf_map_lookup_elem(&bindings, &inner->header.source);
	const __u32 superfluous = inner->gap + (source ? 0 : sizeof(struct ipv6_header));

	error->ipv6.destination = inner->header.source;
	if ((superfluous && bpf_skb_adjust_room(skb, -(int)superfluous, BPF_ADJ_ROOM_MAC, 0)) ||
	    write_error(skb, network + (source ? sizeof(struct ipv6_header) : 0), error, inner->quote) ||
	    (source && write_outer_header(skb, network, source, sizeof(*error) + inner->quote)))
		return drop(haos_counter_errorFailed);
	count(haos_counter_tunnelErrorsRelayed);
	return route_anew(skb);
}

/* An ICMPv6 error for this node. Those that are not about a tunnel, or tell the source nothing, are the kernel's. */
static __noinline int tunnel_error(struct __sk_buff *skb, __u32 network)
{
	struct haos_binding_counters *counters;
	struct inner_packet inner;
	struct tunnel_error *received;
	struct error_message *error;
	struct haos_binding *binding;

	if (find_inner_packet(skb, network, &inner))
		return PASS;
	binding = bpf_map_lookup_elem(&bindings, &inner.header.destination);
	if (!binding || !is_about(skb, network, binding))
		return PASS;
	received = octets_at(skb, network, sizeof(*received));
	if (!received)
		return PASS;
	count(haos_counter_tunnelErrorsReceived);
	if (received->icmpv6.type == ICMPV6_PACKET_TOO_BIG) {
		learn_path_mtu(&binding->path, bpf_ntohl(received->icmpv6.body));
	} else {
		counters = bpf_map_lookup_elem(&binding_counters, &inner.header.destination);
		if (counters)
			__sync_fetch_and_add(&counters->tunnel_errors, 1);
	}
	received = octets_at(skb, network, sizeof(*received));
	if (!received || inner.is_error || !is_forwardable_source(&inner.header.source))
		return PASS;
	error = translate(&received->icmpv6, &inner, binding);
	if (!error)
		return PASS;
	if (!take_error_token()) {
		count(haos_counter_errorRateLimited);
		return PASS;
	}
	return relay_error(skb, network, error, &inner);
}
