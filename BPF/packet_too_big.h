/* Packet Too Big for packets that do not fit their tunnel (RFC 4443 section 3.2, RFC 2473 section 7.1). */
#pragma once

#include "checksum.h"
#include "verdicts.h"

/* Tokens come one a millisecond for each processor; a hundred of them last for a while without use. */
#define ERROR_INTERVAL 1000000ll
#define ERROR_BURST 100

/* As much of the packet as keeps the error within the minimum MTU (RFC 4443 section 2.4 c), tunnelled or not. */
#define ERROR_HEADERS (sizeof(struct ipv6_header) + sizeof(struct icmpv6_header))
#define QUOTE_OCTETS (IPV6_MINIMUM_MTU - ERROR_HEADERS)
#define TUNNELLED_QUOTE_OCTETS (QUOTE_OCTETS - sizeof(struct ipv6_header))

static __always_inline _Bool take_error_token(void)
{
	__u32 only = 0;
	struct haos_token_bucket *bucket = bpf_map_lookup_elem(&error_tokens, &only);
	__u64 now = bpf_ktime_get_ns();

	if (!bucket)
		return 0;
	if ((__s64)(now - bucket->filled_at) >= ERROR_INTERVAL) {
		bucket->tokens += (now - bucket->filled_at) / ERROR_INTERVAL;
		if (bucket->tokens > ERROR_BURST)
			bucket->tokens = ERROR_BURST;
		bucket->filled_at = now;
	}
	if (!bucket->tokens)
		return 0;
	bucket->tokens--;
	return 1;
}

/* An error is never answered with an error (RFC 4443 section 2.4 e). */
static __always_inline _Bool is_icmpv6_error(struct __sk_buff *skb, __u32 network, struct upper_layer *upper)
{
	__u8 type = 0;

	if (upper->protocol != NEXT_HEADER_ICMPV6)
		return 0;
	bpf_skb_load_bytes(skb, network + upper->offset, &type, 1);
	return type < ICMPV6_FIRST_INFORMATIONAL;
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
 * is to be, and the interface that it leaves by fills that in: in the quote too, after the error's own checksum was
 * computed. So the quote gets the one value that filling in leaves as it is: with S the sum of everything else,
 * F = ~(S + F), which in one's complement arithmetic is half of ~S.
 *
 * `network` is where the quote of `quote` octets is, the packet's end its end.
 */
static __noinline int settle_quoted_checksum(struct __sk_buff *skb, __u32 network, __u32 quote,
					     struct upper_layer *upper)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	__u32 position = checksum_position(upper->protocol), field;
	__u16 checksum, rest;
	__s64 sum;

	field = network + upper->offset + position;
	if (!header || !position || upper->offset >= quote ||
	    bpf_skb_load_bytes(skb, field, &checksum, sizeof(checksum)))
		return 0;
	sum = pseudo_header_sum(&header->source, &header->destination, total_length(header) - upper->offset,
				upper->protocol);
	if (fold(sum) != checksum)
		return 0;
	sum = packet_sum(skb, network + upper->offset, quote - upper->offset, (__u16)~checksum);
	if (sum < 0)
		return -1;
	rest = ~fold(sum);
	checksum = rest >> 1 | rest << 15;
	return bpf_skb_store_bytes(skb, field, &checksum, sizeof(checksum), 0);
}

struct packet_too_big {
	struct ipv6_header ipv6;
	struct icmpv6_header icmpv6;
};
_Static_assert(sizeof(struct packet_too_big) == ERROR_HEADERS, "RFC 4443 section 3.2");

/*
 * Shortens the packet to `length`. Newer kernels refuse that for one that is marked as tunnelled, by GRO or by a tunnel
 * on the same machine: 1 says that the kernel will do it on the way, by the length in the header. One of an offload's
 * can not go that way; its source will try again with a single one.
 */
static __always_inline long shorten(struct __sk_buff *skb, __u32 length)
{
	long error = bpf_skb_change_tail(skb, length, 0);

	return error == ERROR_NOT_SUPPORTED && !skb->gso_size ? 1 : error;
}

/* Sends a frame back to where it came from. */
static __always_inline int send_back(struct __sk_buff *skb, __u32 network)
{
	__u8 addresses[2][ETH_ALEN];

	if (network && (bpf_skb_load_bytes(skb, 0, addresses, sizeof(addresses)) ||
			bpf_skb_store_bytes(skb, 0, addresses[1], ETH_ALEN, 0) ||
			bpf_skb_store_bytes(skb, ETH_ALEN, addresses[0], ETH_ALEN, 0)))
		return PASS;
	return bpf_redirect(skb->ifindex, 0);
}

/* Makes the error a tunnelled packet, whose outer header is at `network`. */
static __noinline long write_outer_header(struct __sk_buff *skb, __u32 network, struct haos_binding *binding)
{
	struct ipv6_header outer;

	begin_header(&outer, ERROR_HEADERS + TUNNELLED_QUOTE_OCTETS, NEXT_HEADER_IPV6, HOP_LIMIT_DEFAULT,
		     &binding->home_agent_address);
	outer.destination = binding->care_of_address;
	return bpf_skb_store_bytes(skb, network, &outer, sizeof(outer), 0);
}

/*
 * Puts the error's headers, whose destination and MTU are known, before the `quote` octets at `network`, and makes room
 * for them first.
 */
static __always_inline long write_error(struct __sk_buff *skb, __u32 network, struct packet_too_big *error,
					__u32 quote, const struct haos_ipv6_address *source)
{
	__u32 length = sizeof(error->icmpv6) + quote;
	__s64 sum;

	if (bpf_skb_adjust_room(skb, sizeof(*error), BPF_ADJ_ROOM_MAC, 0))
		return -1;
	begin_header(&error->ipv6, length, NEXT_HEADER_ICMPV6, HOP_LIMIT_DEFAULT, source);
	error->icmpv6.type = ICMPV6_PACKET_TOO_BIG;
	sum = pseudo_header_sum(&error->ipv6.source, &error->ipv6.destination, length, NEXT_HEADER_ICMPV6);
	sum = bpf_csum_diff(NULL, 0, (__be32 *)&error->icmpv6, sizeof(error->icmpv6), sum);
	sum = packet_sum(skb, network + sizeof(*error), quote, sum);
	error->icmpv6.checksum = ~fold(sum);
	return sum < 0 ? -1 : bpf_skb_store_bytes(skb, network, error, sizeof(*error), 0);
}

/*
 * Turns the packet at `network` into a Packet Too Big to its source, with `mtu` the most that a tunnelled packet may
 * have. If the packet came through the tunnel of `binding` (`is_tunnelled`), the error goes back through it, routed by
 * the kernel; if not, `binding` is the one it was for, and the error goes back out of the interface at once.
 */
static __noinline int packet_too_big(struct __sk_buff *skb, __u32 network, struct haos_binding *binding, __u32 mtu,
				     _Bool is_tunnelled)
{
	const __u32 inner = network + (is_tunnelled ? sizeof(struct ipv6_header) : 0);
	const __u32 quote = is_tunnelled ? TUNNELLED_QUOTE_OCTETS : QUOTE_OCTETS;
	struct packet_too_big error = {};
	struct upper_layer upper = {};
	long shortening;
	__u8 protocol;

	if (bpf_skb_load_bytes(skb, inner + 6, &protocol, sizeof(protocol)) ||
	    bpf_skb_load_bytes(skb, inner + 8, &error.ipv6.destination, sizeof(error.ipv6.destination)) ||
	    find_upper_layer(skb, inner, protocol, &upper) || is_icmpv6_error(skb, inner, &upper))
		return drop(haos_counter_packetTooBigNotAllowed);
	if (!take_error_token())
		return drop(haos_counter_packetTooBigRateLimited);
	mtu -= sizeof(struct ipv6_header);
	error.icmpv6.body = bpf_htonl(mtu < IPV6_MINIMUM_MTU ? IPV6_MINIMUM_MTU : mtu);
	shortening = shorten(skb, inner + quote);
	if (shortening < 0 || settle_quoted_checksum(skb, inner, quote, &upper) ||
	    write_error(skb, inner, &error, quote, &binding->home_agent_address) ||
	    (is_tunnelled && write_outer_header(skb, network, binding)))
		return drop(haos_counter_packetTooBigFailed);
	count(haos_counter_packetTooBigSent);
	return is_tunnelled || shortening ? PASS : send_back(skb, network);
}
