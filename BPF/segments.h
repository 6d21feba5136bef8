/* Offloads (TSO, GRO) hand packets over that are many on the wire. */
#pragma once

#include "verdicts.h"
#include "parsing.h"

struct segments {
	/* Of the longest, IPv6 header included. */
	__u32 length;
	__u32 number;
	/* Of all together. */
	__u32 octets;
	_Bool is_tcp;
};

/* What becomes on the wire of the packet at `network`, which begins with `header`. */
static __always_inline void find_segments(struct __sk_buff *skb, __u32 network, const struct ipv6_header *header,
					  struct segments *segments)
{
	struct upper_layer upper = {};
	__u32 length = total_length(header), size = skb->gso_size, headers;
	__u8 data_offset;

	segments->length = segments->octets = length;
	segments->number = 1;
	segments->is_tcp = 0;
	if (!size || find_upper_layer(skb, network, header->next_header, &upper))
		return;
	headers = upper.offset + 8;
	if (upper.protocol == NEXT_HEADER_TCP &&
	    !bpf_skb_load_bytes(skb, network + upper.offset + 12, &data_offset, 1)) {
		headers = upper.offset + 4 * (data_offset >> 4);
		segments->is_tcp = 1;
	}
	if (length <= headers + size)
		return;
	segments->length = headers + size;
	segments->number = (length - headers + size - 1) / size;
	segments->octets += (segments->number - 1) * headers;
}

static __always_inline void count_tunnelled(struct haos_binding_counters *counters, struct segments *segments)
{
	if (!counters)
		return;
	__sync_fetch_and_add(&counters->packets_tunnelled, segments->number);
	__sync_fetch_and_add(&counters->octets_tunnelled, segments->octets);
}

static __always_inline void count_reverse_tunnelled(struct haos_binding_counters *counters, struct segments *segments)
{
	if (!counters)
		return;
	__sync_fetch_and_add(&counters->packets_reverse_tunnelled, segments->number);
	__sync_fetch_and_add(&counters->octets_reverse_tunnelled, segments->octets);
}
