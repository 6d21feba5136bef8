/* Packets for the daemon, moved or copied to the ring buffer. */
#pragma once

#include "admission.h"

/* The link-layer source follows the destination in an Ethernet header. */
#define LINK_LAYER_SOURCE 6

/*
 * Copies the packet whose IPv6 header is at `network`, without what a link may have padded it with. A tunnelled packet
 * (`is_tunnelled`) has no link-layer source: its frame came from a router, not from who wrote it. The daemon looks at
 * packets of `first` before others.
 */
static __noinline int write_for_daemon(struct __sk_buff *skb, __u32 network, _Bool is_tunnelled, _Bool first)
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
	length += sizeof(*record);
	if (first ? bpf_ringbuf_output(&renewal_packets, room, length, 0) :
		    bpf_ringbuf_output(&punted_packets, room, length, 0)) {
		count(haos_counter_ringBufferFull);
		return -1;
	}
	return 0;
}

static __always_inline int copy_to_daemon(struct __sk_buff *skb, __u32 network, _Bool is_tunnelled)
{
	return write_for_daemon(skb, network, is_tunnelled, 0);
}

/*
 * Tells the daemon of the direct way between two addresses, at a rate with bounds: a packet that says to come that way
 * was dropped, or one that went that way did not arrive.
 */
static __noinline void report_way(struct __sk_buff *skb, enum haos_record record,
				  const struct haos_ipv6_address *care_of_address,
				  const struct haos_ipv6_address *own_address,
				  const struct haos_ipv6_address *home_address)
{
	const enum admission_class class = record == haos_record_unreachable ? CLASS_UNREACHABLE : CLASS_UNVERIFIED;
	struct scratch *room = scratch();
	struct haos_punted_packet *header = (void *)room;
	struct haos_way_report *report = (void *)room + sizeof(*header);

	if (!room || !admit(care_of_address, class, haos_counter_wayReportsCrowdedOut,
			    haos_counter_wayReportsRateLimited))
		return;
	__builtin_memset(header, 0, sizeof(*header));
	header->interface_index = skb->ifindex;
	header->length = sizeof(*report);
	header->record = record;
	report->own_address = *own_address;
	report->home_address = *home_address;
	report->care_of_address = *care_of_address;
	count(bpf_ringbuf_output(&punted_packets, room, sizeof(*header) + sizeof(*report), 0) ?
		      haos_counter_ringBufferFull :
		      haos_counter_wayReportsPunted);
}

/* Moves a mobility packet for this node to the daemon: the kernel never sees it, whether it is admitted or not. */
static __always_inline int punt_mobility(struct __sk_buff *skb, __u32 network, _Bool is_tunnelled)
{
	_Bool renews = 0;

	if (admit_mobility(skb, network, &renews) && !write_for_daemon(skb, network, is_tunnelled, renews))
		count(haos_counter_mobilityPacketsPunted);
	return DROP;
}

/* What a mobile node asks a home agent by ICMPv6: for its home agents, and for the prefixes of its home link. */
static __always_inline _Bool is_discovery(__u8 type)
{
	return type == ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REQUEST || type == ICMPV6_MOBILE_PREFIX_SOLICITATION;
}

/* Whether the ICMPv6 message at `upper` of the packet at `network` is such a question. */
static __always_inline _Bool asks_for_discovery(struct __sk_buff *skb, __u32 network, struct upper_layer *upper)
{
	__u8 type = 0;

	return upper->protocol == NEXT_HEADER_ICMPV6 &&
	       !bpf_skb_load_bytes(skb, network + upper->offset, &type, sizeof(type)) && is_discovery(type);
}

/* Moves such a question to the daemon, as `punt_mobility` does. */
static __always_inline int punt_discovery(struct __sk_buff *skb, __u32 network, _Bool is_tunnelled)
{
	if (is_crowded(CROWD))
		return drop(haos_counter_discoveryCrowdedOut);
	if (!copy_to_daemon(skb, network, is_tunnelled))
		count(haos_counter_discoveryPacketsPunted);
	return DROP;
}
