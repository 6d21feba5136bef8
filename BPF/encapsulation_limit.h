/* How many more tunnels may go around a packet: the Tunnel Encapsulation Limit option (RFC 2473 section 4.1.1). */
#pragma once

#include "home_address_option.h"

#define OPTION_PAD_N 1
#define OPTION_ENCAPSULATION_LIMIT 4

/* Destination options that hold nothing but the limit, as tunnels write them. */
struct encapsulation_limit {
	__u8 next_header;
	__u8 length;
	__u8 type;
	__u8 option_length;
	__u8 limit;
	__u8 padding_type;
	__u8 padding_length;
	__u8 padding;
};
_Static_assert(sizeof(struct encapsulation_limit) == 8, "RFC 2473 section 4.1.1");

static __always_inline void write_encapsulation_limit(struct encapsulation_limit *option, __u8 limit)
{
	*option = (struct encapsulation_limit){
		.next_header = NEXT_HEADER_IPV6,
		.type = OPTION_ENCAPSULATION_LIMIT,
		.option_length = 1,
		.limit = limit,
		.padding_type = OPTION_PAD_N,
		.padding_length = 1,
	};
}

/* Whether an IPv6 packet follows, and nothing else is said before it. */
static __always_inline _Bool is_encapsulation_limit(const struct encapsulation_limit *option)
{
	return option->next_header == NEXT_HEADER_IPV6 && !option->length &&
	       option->type == OPTION_ENCAPSULATION_LIMIT && option->option_length == 1 &&
	       option->padding_type == OPTION_PAD_N && option->padding_length == 1;
}

/*
 * Where the limit is in the packet at `network`, whose IPv6 header is followed by destination options: octets from the
 * header on; 0 if there is none where limits are.
 */
static __noinline __u8 find_encapsulation_limit(struct __sk_buff *skb, __u32 network)
{
	struct {
		__u8 type;
		__u8 length;
	} option;
	/* Volatile, so that the verifier does not follow each of the values. */
	volatile __u8 position = 0;
	__u32 offset = sizeof(struct ipv6_header), end;

	if (bpf_skb_load_bytes(skb, network + offset, &option, sizeof(option)))
		return 0;
	end = offset + 8 * (option.length + 1);
	offset += sizeof(option);
	for (int i = 0; i < DESTINATION_OPTION_LIMIT && offset + sizeof(option) < end; i++) {
		if (bpf_skb_load_bytes(skb, network + offset, &option, sizeof(option)))
			break;
		if (option.type == OPTION_ENCAPSULATION_LIMIT) {
			if (option.length == 1 && offset + sizeof(option) <= 0xff)
				position = offset + sizeof(option);
			break;
		}
		offset += option.type == OPTION_PAD_1 ? 1 : sizeof(option) + option.length;
	}
	return position;
}
