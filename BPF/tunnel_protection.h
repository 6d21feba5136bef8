/* What of a tunnel between mobile node and home agent must not go without ESP (RFC 6275 section 5.1). */
#pragma once

#include "maps.h"
#include "parsing.h"
#include "structures.h"

/* Whether the packet that begins with `header` is encrypted, which the first header of fragments says as well. */
static __always_inline _Bool is_encrypted(struct __sk_buff *skb, struct ipv6_header *header)
{
	__u8 next_header = header->next_header;

	if (next_header == NEXT_HEADER_FRAGMENT)
		bpf_skb_load_bytes(skb, sizeof(*header), &next_header, sizeof(next_header));
	return next_header == NEXT_HEADER_ENCAPSULATING_SECURITY_PAYLOAD;
}

/*
 * Whether the packet at `network` that belongs into the tunnel of `binding` is the kernel's, to be encrypted; at either end
 * of the tunnel.
 */
static __noinline _Bool is_to_be_encrypted(struct __sk_buff *skb, __u32 network, struct haos_binding *binding)
{
	struct upper_layer upper = {};
	__u8 next_header;

	if (binding->protection != haos_protects_return_routability)
		return binding->protection == haos_protects_everything;
	return bpf_skb_load_bytes(skb, network + NEXT_HEADER_OFFSET, &next_header, sizeof(next_header)) ||
	       find_upper_layer(skb, network, next_header, &upper) || upper.protocol == NEXT_HEADER_MOBILITY;
}

/*
 * Whether a packet came out of a tunnel under ESP: the daemon gets it from the kernel, which says by whose association.
 */
static __always_inline _Bool was_encrypted(struct __sk_buff *skb)
{
	return (skb->mark & HAOS_INBOUND_MASK) == HAOS_INBOUND_MARK;
}

/*
 * Whether the packet at `network` came as it has to from its source, which may be away: under ESP if that is configured,
 * and by no association but its own. Others are the kernel's, whose policies refuse them.
 */
static __noinline _Bool came_as_it_has_to(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct haos_binding *source = header ? bpf_map_lookup_elem(&bindings, &header->source) : NULL;

	if (was_encrypted(skb))
		return source && source->inbound_mark == skb->mark;
	return !source || !is_to_be_encrypted(skb, network, source);
}
