/* Where a packet says whose it is: the Home Address option (RFC 6275 section 6.3). */
#pragma once

#include "parsing.h"

#define OPTION_HOME_ADDRESS 0xc9
/*
 * An option that is unknown to everybody, and may be passed over (RFC 4727 section 3.2): it takes the place of a Home
 * Address option that has done its work.
 */
#define OPTION_PASSED_OVER 0x1e
#define HOME_ADDRESS_OPTION_LENGTH 16
#define OPTION_PAD_1 0
#define DESTINATION_OPTION_LIMIT 8

/* Any option, and the beginning of any extension header. */
struct octet_pair {
	__u8 first;
	__u8 second;
};

/*
 * Where the option of a type, and of a Home Address option's length, is in the packet at `network`, octets from the IPv6
 * header on: in the destination options that follow it, or hop-by-hop options. 0 without one, or with one that is not
 * right.
 */
static __noinline __u32 find_address_option(struct __sk_buff *skb, __u32 network, __u8 type)
{
	__u32 offset = sizeof(struct ipv6_header), end;
	struct octet_pair pair;
	__u8 next_header;

	if (bpf_skb_load_bytes(skb, network + NEXT_HEADER_OFFSET, &next_header, sizeof(next_header)) ||
	    bpf_skb_load_bytes(skb, network + offset, &pair, sizeof(pair)))
		return 0;
	if (next_header == NEXT_HEADER_HOP_BY_HOP) {
		next_header = pair.first;
		offset += 8 * (pair.second + 1);
		if (bpf_skb_load_bytes(skb, network + offset, &pair, sizeof(pair)))
			return 0;
	}
	if (next_header != NEXT_HEADER_DESTINATION_OPTIONS)
		return 0;
	end = offset + 8 * (pair.second + 1);
	offset += sizeof(pair);
	for (int i = 0; i < DESTINATION_OPTION_LIMIT && offset + sizeof(pair) <= end; i++) {
		if (bpf_skb_load_bytes(skb, network + offset, &pair, sizeof(pair)))
			return 0;
		if (pair.first == type)
			return pair.second == HOME_ADDRESS_OPTION_LENGTH && offset + sizeof(pair) + pair.second <= end ?
				       offset :
				       0;
		offset += pair.first == OPTION_PAD_1 ? 1 : sizeof(pair) + pair.second;
	}
	return 0;
}

static __always_inline __u32 find_home_address_option(struct __sk_buff *skb, __u32 network)
{
	return find_address_option(skb, network, OPTION_HOME_ADDRESS);
}
