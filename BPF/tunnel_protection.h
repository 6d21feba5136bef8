/* What of a tunnel between mobile node and home agent must not go without ESP (RFC 6275 section 5.1). */
#pragma once

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
