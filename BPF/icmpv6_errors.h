/* ICMPv6 errors about packets that this node does not carry any further (RFC 4443 sections 2.4 and 3). */
#pragma once

#include "checksum.h"
#include "receive_here.h"
#include "verdicts.h"

/* Tokens come one a millisecond for each processor by default; a hundred of them last for a while without use. */
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
	struct haos_settings *values = current_settings();
	__u64 now = bpf_ktime_get_ns(), interval;

	if (!bucket || !values)
		return 0;
	interval = values->error_interval ? values->error_interval : ERROR_INTERVAL;
	if ((__s64)(now - bucket->filled_at) >= (__s64)interval) {
		bucket->tokens += (now - bucket->filled_at) / interval;
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

/*
 * A quoted packet's checksum may be unfinished, and an interface fills it in after the error's own checksum was
 * computed. So the quote gets the one value that filling in leaves as it is: with S the sum of everything else,
 * F = ~(S + F), which in one's complement arithmetic is half of ~S.
 *
 * `network` is where the quote of `quote` octets is, the packet's end its end.
 */
static __always_inline int settle_quoted_checksum(struct __sk_buff *skb, __u32 network, __u32 quote,
						  struct ipv6_header *header, struct upper_layer *upper)
{
	__u16 checksum = 0, rest;
	__s64 sum = unfinished_sum(skb, network, quote, header, upper, &checksum);

	if (sum < 0)
		return 0;
	rest = ~fold(sum);
	checksum = rest >> 1 | rest << 15;
	return bpf_skb_store_bytes(skb, network + upper->offset + checksum_position(upper->protocol), &checksum,
				   sizeof(checksum), 0);
}

struct error_message {
	struct ipv6_header ipv6;
	struct icmpv6_header icmpv6;
};
_Static_assert(sizeof(struct error_message) == ERROR_HEADERS, "RFC 4443 section 2.1");
_Static_assert(sizeof(struct error_message) == HEADERS_OCTETS, "room for it");

/*
 * Begins an error, in the scratch's room for headers; it is still to be given its destination. When it is sent it counts
 * as `reason`.
 */
static __always_inline struct error_message *begin_error(enum haos_counter reason, __u8 type, __u8 code, __u32 body,
							 const struct haos_ipv6_address *source)
{
	struct scratch *room = scratch();
	struct error_message *error;

	if (!room)
		return NULL;
	room->error = reason;
	error = (void *)room->headers;
	__builtin_memset(error, 0, sizeof(*error));
	error->icmpv6.type = type;
	error->icmpv6.code = code;
	error->icmpv6.body = bpf_htonl(body);
	error->ipv6.source = *source;
	return error;
}

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

/* Makes the `length` octets behind `network` a packet in the tunnel of `binding`. */
static __noinline long write_outer_header(struct __sk_buff *skb, __u32 network, struct haos_binding *binding,
					  __u32 length)
{
	struct ipv6_header outer;

	begin_header(&outer, length, NEXT_HEADER_IPV6, tunnel_hop_limit(), &binding->home_agent_address);
	outer.destination = binding->care_of_address;
	return bpf_skb_store_bytes(skb, network, &outer, sizeof(outer), 0);
}

/* Writes a begun error at `network`, in the room before the `quote` octets that it is about. */
static __noinline long write_error(struct __sk_buff *skb, __u32 network, struct error_message *error, __u32 quote)
{
	__u32 length = sizeof(error->icmpv6) + quote;
	__s64 sum;

	error->ipv6.version_class_flow = bpf_htonl(0x60000000);
	error->ipv6.payload_length = bpf_htons(length);
	error->ipv6.next_header = NEXT_HEADER_ICMPV6;
	error->ipv6.hop_limit = HOP_LIMIT_DEFAULT;
	sum = pseudo_header_sum(&error->ipv6.source, &error->ipv6.destination, length, NEXT_HEADER_ICMPV6);
	sum = bpf_csum_diff(NULL, 0, (__be32 *)&error->icmpv6, sizeof(error->icmpv6), sum);
	sum = packet_sum(skb, network + sizeof(*error), quote, sum);
	error->icmpv6.checksum = ~fold(sum);
	return sum < 0 ? -1 : bpf_skb_store_bytes(skb, network, error, sizeof(*error), 0);
}

/*
 * Turns the packet at `network` into a begun error to its source. An error about what came through the tunnel of
 * `sender` goes back through it, routed by the kernel; any other goes back to where the packet came from at once.
 */
static __noinline int answer_with_error(struct __sk_buff *skb, __u32 network, struct error_message *error,
					struct haos_binding *sender, enum origin origin)
{
	const _Bool is_tunnelled = origin == FROM_TUNNEL;
	const __u32 inner = network + (is_tunnelled ? sizeof(struct ipv6_header) : 0);
	const __u32 most = is_tunnelled ? TUNNELLED_QUOTE_OCTETS : QUOTE_OCTETS;
	struct ipv6_header header;
	struct upper_layer upper = {};
	struct scratch *room = scratch();
	long shortening;
	__u32 quote;

	if (!error || !room || bpf_skb_load_bytes(skb, inner, &header, sizeof(header)))
		return drop(haos_counter_errorFailed);
	quote = total_length(&header);
	if (quote > most)
		quote = most;
	error->ipv6.destination = header.source;
	if (find_upper_layer(skb, inner, header.next_header, &upper) || is_icmpv6_error(skb, inner, &upper))
		return drop(haos_counter_errorNotAllowed);
	if (!take_error_token())
		return drop(haos_counter_errorRateLimited);
	shortening = shorten(skb, inner + quote);
	if (shortening < 0 || settle_quoted_checksum(skb, inner, quote, &header, &upper) ||
	    bpf_skb_adjust_room(skb, sizeof(*error), BPF_ADJ_ROOM_MAC, 0) ||
	    write_error(skb, inner, error, quote) ||
	    (is_tunnelled && write_outer_header(skb, network, sender, sizeof(*error) + quote)))
		return drop(haos_counter_errorFailed);
	count(room->error);
	if (origin == FROM_THIS_NODE || origin == FROM_GROUP)
		return receive_here();
	return is_tunnelled || shortening ? route_anew(skb) : send_back(skb, network);
}
