/* Destination options that hold nothing but the Home Address option, as mobile nodes send them (RFC 6275 section 6.3). */
#pragma once

#include "encapsulation_limit.h"

struct home_address_header {
	__u8 next_header;
	/* In units of 8 octets, without the first ones. */
	__u8 length;
	__u8 padding_type;
	__u8 padding_length;
	__u16 padding;
	__u8 type;
	__u8 option_length;
	struct haos_ipv6_address home_address;
};
_Static_assert(sizeof(struct home_address_header) == 24, "RFC 6275 section 6.3");

/* A packet of a mobile node on the direct way, as far as it differs. */
struct mobile_start {
	struct ipv6_header ipv6;
	struct home_address_header options;
};

/* Whether the options are such. */
static __always_inline _Bool is_home_address_header(const struct home_address_header *options)
{
	return options->length == 2 && options->type == OPTION_HOME_ADDRESS &&
	       options->option_length == HOME_ADDRESS_OPTION_LENGTH;
}

/* Inserts the options into the packet at `network`, which leaves from the care-of address then; it stays as it is if the
   kernel refuses. */
static __noinline long write_mobile_start(struct __sk_buff *skb, __u32 network,
					  const struct haos_ipv6_address *care_of_address)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct mobile_start start = {};

	if (!header || !care_of_address)
		return -1;
	start.ipv6 = *header;
	start.ipv6.payload_length = bpf_htons(bpf_ntohs(header->payload_length) + sizeof(start.options));
	start.ipv6.next_header = NEXT_HEADER_DESTINATION_OPTIONS;
	start.ipv6.source = *care_of_address;
	start.options.next_header = header->next_header;
	start.options.length = 2;
	start.options.padding_type = OPTION_PAD_N;
	start.options.padding_length = 2;
	start.options.type = OPTION_HOME_ADDRESS;
	start.options.option_length = HOME_ADDRESS_OPTION_LENGTH;
	start.options.home_address = header->source;
	if (bpf_skb_adjust_room(skb, sizeof(start.options), BPF_ADJ_ROOM_NET, BPF_F_ADJ_ROOM_FIXED_GSO))
		return -1;
	return bpf_skb_store_bytes(skb, network, &start, sizeof(start), 0);
}
