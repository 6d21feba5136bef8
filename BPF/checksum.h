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
