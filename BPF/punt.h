/* Packets for the daemon, moved or copied to the ring buffer. */
#pragma once

#include "admission.h"

/* The link-layer source follows the destination in an Ethernet header. */
#define LINK_LAYER_SOURCE 6

/*
 * Copies the packet whose IPv6 header is at `network`, without what a link may have padded it with. A tunnelled packet
 * (`is_tunnelled`) has no link-layer source: its frame came from a router, not from who wrote it.
 */
static __noinline int copy_to_daemon(struct __sk_buff *skb, __u32 network, _Bool is_tunnelled)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct scratch *room = scratch();
	struct haos_punted_packet *record = (void *)room;
	__u32 length;

	if (!header || !room) {
		count(haos_counter_puntFailed);
		return -1;
	}
	length = total_length(header);
	if (length > HAOS_PUNT_LIMIT) {
		count(haos_counter_puntTooLong);
		return -1;
	}
	__builtin_memset(record, 0, sizeof(*record));
	record->interface_index = skb->ifindex;
	record->length = length;
	if (network && !is_tunnelled) {
		record->has_link_layer_source = 1;
		bpf_skb_load_bytes(skb, LINK_LAYER_SOURCE, record->link_layer_source,
				   sizeof(record->link_layer_source));
	}
	length = bounded(length, HAOS_PUNT_LIMIT);
	if (bpf_skb_load_bytes(skb, network, room->octets + sizeof(*record), length)) {
		count(haos_counter_puntFailed);
		return -1;
	}
	if (bpf_ringbuf_output(&punted_packets, room, sizeof(*record) + length, 0)) {
		count(haos_counter_ringBufferFull);
		return -1;
	}
	return 0;
}

/* Moves a mobility packet for this node to the daemon: the kernel never sees it, whether it is admitted or not. */
static __always_inline int punt_mobility(struct __sk_buff *skb, __u32 network, _Bool is_tunnelled)
{
	if (admit_mobility(skb, network) && !copy_to_daemon(skb, network, is_tunnelled))
		count(haos_counter_mobilityPacketsPunted);
	return DROP;
}
