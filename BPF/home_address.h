/*
 * Packets with a Home Address option (RFC 6275 section 9.3.1): from a mobile node that has a binding at this node they
 * go on as from its home address. Nobody else may say that he is somebody.
 */
#pragma once

#include "direct_way.h"
#include "punt.h"

static __always_inline _Bool accepts_home_addresses(void)
{
	struct haos_settings *values = current_settings();

	return values && values->accepts_home_addresses;
}

/*
 * Whether the option is no matter of the binding's (RFC 6275 section 9.3.1): these protocols know by themselves who
 * sent them.
 */
static __always_inline _Bool is_verified_otherwise(__u8 protocol)
{
	return protocol == NEXT_HEADER_ENCAPSULATING_SECURITY_PAYLOAD || protocol == NEXT_HEADER_AUTHENTICATION ||
	       protocol == NEXT_HEADER_MOBILITY;
}

/* What the upper layer is, or will be once its fragments are together. */
static __always_inline __u8 protocol_of(struct __sk_buff *skb, __u32 network, struct upper_layer *upper)
{
	__u8 protocol = upper->protocol;

	if (protocol == NEXT_HEADER_FRAGMENT)
		bpf_skb_load_bytes(skb, network + upper->offset, &protocol, sizeof(protocol));
	return protocol;
}

/* Whether the mobile node is registered with this node at where the packet comes from: that is a binding too. */
static __noinline _Bool is_registered(const struct ipv6_header *header, const struct haos_ipv6_address *home_address)
{
	struct haos_binding *binding = bpf_map_lookup_elem(&bindings, home_address);

	return binding && equal(&binding->care_of_address, &header->source) &&
	       equal(&binding->home_agent_address, &header->destination);
}

/*
 * Makes the packet at `network` one from `home_address`: without the option if it is alone in its header, as mobile
 * nodes send it; else with another in its place, for it is not long enough to be padding to the kernel.
 */
static __noinline long become_from_home(struct __sk_buff *skb, __u32 network, __u32 option,
					const struct haos_ipv6_address *home_address)
{
	struct ipv6_header header;
	struct octet_pair options;
	const __u8 passed_over = OPTION_PASSED_OVER;
	const int length = 24;

	if (bpf_skb_load_bytes(skb, network, &header, sizeof(header)) ||
	    bpf_skb_load_bytes(skb, network + sizeof(header), &options, sizeof(options)))
		return -1;
	header.source = *home_address;
	if (header.next_header == NEXT_HEADER_DESTINATION_OPTIONS && 8 * (options.second + 1) == length) {
		header.next_header = options.first;
		header.payload_length = bpf_htons(bpf_ntohs(header.payload_length) - length);
		if (bpf_skb_adjust_room(skb, -length, BPF_ADJ_ROOM_NET, BPF_F_ADJ_ROOM_FIXED_GSO))
			return -1;
	} else if (bpf_skb_store_bytes(skb, network + option, &passed_over, sizeof(passed_over),
				       BPF_F_RECOMPUTE_CSUM)) {
		return -1;
	}
	return bpf_skb_store_bytes(skb, network, &header, sizeof(header), BPF_F_RECOMPUTE_CSUM);
}

/* The packet at `network` for this node, whose Home Address option is at `option`, with `upper` behind its headers. */
static __noinline int packet_from_home(struct __sk_buff *skb, __u32 network, __u32 option, struct upper_layer *upper)
{
	struct haos_ipv6_address home_address;
	struct haos_direct_way *way;
	struct ipv6_header header;
	struct segments segments;
	__u8 type = 0;

	if (bpf_skb_load_bytes(skb, network, &header, sizeof(header)) || network + total_length(&header) > skb->len ||
	    is_verified_otherwise(protocol_of(skb, network, upper)) ||
	    bpf_skb_load_bytes(skb, network + option + sizeof(struct octet_pair), &home_address, sizeof(home_address)))
		return PASS;
	if (!is_forwardable_source(&home_address) || !is_forwardable_source(&header.source))
		return drop(haos_counter_homeAddressNotRoutable);
	way = find_direct_way(&header.destination, &home_address);
	if (way && !equal(&way->care_of_address, &header.source))
		way = NULL;
	if (!way && !is_registered(&header, &home_address)) {
		report_way(skb, haos_record_unverified_home_address, &header.source, &header.destination,
			   &home_address);
		return drop(haos_counter_homeAddressNotBound);
	}
	if (upper->protocol == NEXT_HEADER_ICMPV6 &&
	    !bpf_skb_load_bytes(skb, network + upper->offset, &type, sizeof(type)) && is_neighbor_discovery(type))
		return drop(haos_counter_homeAddressOfNeighborDiscovery);
	if (become_from_home(skb, network, option, &home_address) ||
	    bpf_skb_load_bytes(skb, network, &header, sizeof(header)))
		return drop(haos_counter_homeAddressRemovalFailed);
	find_segments(skb, network, &header, &segments);
	count_many(haos_counter_routeOptimizedPacketsReceived, segments.number);
	if (way) {
		__sync_fetch_and_add(&way->packets_received, segments.number);
		__sync_fetch_and_add(&way->octets_received, segments.octets);
	}
	return PASS;
}
