/* The Internet checksum (RFC 1071), in the order of the octets in memory. */
#pragma once

#include "parsing.h"

#define CHECKSUM_CHUNKS 4

static __always_inline __u16 fold(__u32 sum)
{
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	return sum;
}

/* The pseudo-header's part of an upper-layer checksum (RFC 8200 section 8.1). */
static __always_inline __u32 pseudo_header_sum(struct haos_ipv6_address *source, struct haos_ipv6_address *destination,
					       __u32 length, __u8 protocol)
{
	__be32 rest[2] = { bpf_htonl(length), bpf_htonl(protocol) };
	__u32 sum = bpf_csum_diff(NULL, 0, (__be32 *)source, sizeof(*source), 0);

	sum = bpf_csum_diff(NULL, 0, (__be32 *)destination, sizeof(*destination), sum);
	return bpf_csum_diff(NULL, 0, rest, sizeof(rest), sum);
}

/* Adds `length` octets of the packet at `offset` to `sum`: at most 2048, and -1 for a shorter packet. */
static __noinline __s64 packet_sum(struct __sk_buff *skb, __u32 offset, __u32 length, __u32 sum)
{
	struct scratch *room = scratch();

	if (!room)
		return -1;
	for (int i = 0; i < CHECKSUM_CHUNKS && length; i++) {
		__u32 chunk = bounded(length < CHECKSUM_CHUNK ? length : CHECKSUM_CHUNK, CHECKSUM_CHUNK);

		if (bpf_skb_load_bytes(skb, offset, room->octets, chunk))
			return -1;
		/* Zero the padding to a multiple of four. */
		__builtin_memset(room->octets + chunk, 0, 4);
		sum = bpf_csum_diff(NULL, 0, (__be32 *)room->octets, (chunk + 3) & ~3u, sum);
		offset += chunk;
		length -= chunk;
	}
	return length ? -1 : sum;
}

/* Whether the ICMPv6 message that follows the IPv6 header at `network` has the right checksum. */
static __noinline _Bool is_undamaged_icmpv6(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	__u32 length;
	__s64 sum;

	if (!header)
		return 0;
	length = bpf_ntohs(header->payload_length);
	sum = pseudo_header_sum(&header->source, &header->destination, length, NEXT_HEADER_ICMPV6);
	sum = packet_sum(skb, network + sizeof(*header), length, sum);
	return sum >= 0 && fold(sum) == 0xffff;
}

/* Where the checksum is in an upper-layer header; 0 for protocols that no interface computes it for. */
static __always_inline __u32 checksum_position(__u8 protocol)
{
	if (protocol == NEXT_HEADER_TCP)
		return 16;
	if (protocol == NEXT_HEADER_UDP)
		return 6;
	return protocol == NEXT_HEADER_ICMPV6 ? 2 : 0;
}

/*
 * After GRO, and from a neighbor on the same machine, a packet has the sum of its pseudo-header where its checksum
 * is to be (`unfinished`), and the interface that it leaves by fills that in. This is the sum of such a packet at
 * `network`, but for the field itself, as far as `length` octets of it go; -1 for a packet that has its checksum.
 * `header` is the packet's, `upper` what follows it.
 */
static __always_inline __s64 unfinished_sum(struct __sk_buff *skb, __u32 network, __u32 length,
					    struct ipv6_header *header, struct upper_layer *upper, __u16 *unfinished)
{
	__u32 position = checksum_position(upper->protocol);
	__s64 sum;

	if (!position || upper->offset >= length ||
	    bpf_skb_load_bytes(skb, network + upper->offset + position, unfinished, sizeof(*unfinished)))
		return -1;
	sum = pseudo_header_sum(&header->source, &header->destination, total_length(header) - upper->offset,
				upper->protocol);
	if (fold(sum) != *unfinished)
		return -1;
	return packet_sum(skb, network + upper->offset, length - upper->offset, (__u16)~*unfinished);
}
