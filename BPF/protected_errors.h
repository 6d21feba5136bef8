/*
 * ICMPv6 errors about what was sent through tunnels under ESP (RFC 4301 section 8.2). The kernel, which encrypts, learns from
 * them how much the path carries, and tells those that send more. It knows what was sent by the home address, which takes
 * the care-of address's place in what is quoted, and by the Security Parameter Index, which an outsider has to guess.
 */
#pragma once

#include "tunnel_errors.h"
#include "tunnel_protection.h"

/* An error about a packet under ESP, up to where ESP begins (RFC 4303 section 2). */
struct protected_error {
	struct tunnel_error error;
	__be32 security_parameter_index;
};

/* Remembers whose the packet under ESP that begins with `header` at `network` is, which leaves for `far_end`. */
static __noinline void remember_protected_path(struct __sk_buff *skb, __u32 network, const struct ipv6_header *header,
					       const struct haos_ipv6_address *far_end,
					       const struct haos_ipv6_address *home_address)
{
	struct haos_protected_path path = { .far_end = *far_end };
	struct haos_ipv6_address *known;

	if (header->next_header != NEXT_HEADER_ENCAPSULATING_SECURITY_PAYLOAD ||
	    bpf_skb_load_bytes(skb, network + sizeof(*header), &path.security_parameter_index,
			       sizeof(path.security_parameter_index)))
		return;
	known = bpf_map_lookup_elem(&protected_paths, &path);
	if (!known || !equal(known, home_address))
		bpf_map_update_elem(&protected_paths, &path, home_address, BPF_ANY);
}

/* Whose packet under ESP the error at `network` is about that was too big for its path; NULL for any other error. */
static __noinline struct haos_ipv6_address *owner_of_too_big(struct __sk_buff *skb, __u32 network)
{
	struct protected_error *received = octets_at(skb, network, sizeof(*received));
	struct haos_protected_path path = {};

	if (!received || received->error.icmpv6.type != ICMPV6_PACKET_TOO_BIG ||
	    received->error.outer.next_header != NEXT_HEADER_ENCAPSULATING_SECURITY_PAYLOAD)
		return NULL;
	path.far_end = received->error.outer.destination;
	path.security_parameter_index = received->security_parameter_index;
	return bpf_map_lookup_elem(&protected_paths, &path);
}

/* Replaces `length` octets at `place` of the ICMPv6 message in the packet at `network`. -1 if that fails. */
static __always_inline int replace_in_message(struct __sk_buff *skb, __u32 network, __u32 place, void *former,
					      void *latter, __u32 length)
{
	const __u32 checksum = network + sizeof(struct ipv6_header) + __builtin_offsetof(struct icmpv6_header, checksum);
	__s64 difference = bpf_csum_diff(former, length, latter, length, 0);

	return difference < 0 || bpf_skb_store_bytes(skb, network + place, latter, length, 0) ||
			       bpf_l4_csum_replace(skb, checksum, 0, difference, 0) ?
		       -1 :
		       0;
}
