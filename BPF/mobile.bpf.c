/*
 * The forwarding plane of a mobile node (RFC 6275 section 11): at the ingress of the interfaces by which it is attached
 * to networks, before the programs of forwarding.bpf.c, which judge what comes of a packet as one to the home address
 * (mobile_arrival.h, mobile_errors.h); and at the egress of the interface of home addresses (mobile_departure.h). The
 * programs are loaded when a node becomes a mobile node, and share all maps but their own (mobile_node_maps.h).
 *
 * Only what kernel 6.1 has is used; nothing asks for the kernel's own type information.
 */
#include <linux/bpf.h>
#include <linux/if_packet.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_helpers.h>

/* Of the headers that all programs share these need a part. */
#pragma clang diagnostic ignored "-Wunused-function"

#include "mobile_arrival.h"
#include "mobile_errors.h"
#include "mobile_protection.h"

static __always_inline int mobile_ingress(struct __sk_buff *skb, const __u32 network)
{
	struct ipv6_header *header;
	__u8 type;

	if (skb->protocol != bpf_htons(ETH_P_IPV6) || skb->vlan_present || skb->pkt_type != PACKET_HOST)
		return PASS;
	header = octets_at(skb, network, sizeof(*header));
	if (!header || !is_version_6(header))
		return PASS;
	switch (header->next_header) {
	case NEXT_HEADER_IPV6:
		return mobile_tunnel_exit(skb, network);
	case NEXT_HEADER_ROUTING:
		return mobile_routing_header(skb, network);
	case NEXT_HEADER_ENCAPSULATING_SECURITY_PAYLOAD:
		return mobile_protected_arrival(skb, network);
	case NEXT_HEADER_DESTINATION_OPTIONS:
		return limited_mobile_tunnel_exit(skb, network);
	case NEXT_HEADER_ICMPV6:
		if (bpf_skb_load_bytes(skb, network + sizeof(*header), &type, sizeof(type)))
			return PASS;
		if (type < ICMPV6_FIRST_INFORMATIONAL)
			return mobile_error(skb, network);
		header = octets_at(skb, network, sizeof(*header));
		return is_told_by_home_agents(type) && header &&
				       bpf_map_lookup_elem(&local_addresses, &header->destination) ?
			       move_to_mobile_daemon(skb, network, 0) :
			       PASS;
	default:
		return PASS;
	}
}

/* For interfaces whose packets begin with an Ethernet header. */
SEC("tc")
int haos_mobile_ethernet(struct __sk_buff *skb)
{
	return mobile_ingress(skb, sizeof(struct ethhdr));
}

/* For interfaces whose packets begin with their IP header. */
SEC("tc")
int haos_mobile_layer3(struct __sk_buff *skb)
{
	return mobile_ingress(skb, 0);
}

/* A packet that the kernel sends out of the interface of home addresses, where it begins with its IPv6 header. */
static __always_inline int mobile_egress(struct __sk_buff *skb)
{
	struct ipv6_header *header = octets_at(skb, 0, sizeof(*header));
	struct haos_next_hop *next_hop;
	_Bool is_report = 0, is_protected;
	__u8 type;

	if (skb->protocol != bpf_htons(ETH_P_IPV6) || !header || !is_version_6(header))
		return drop(haos_counter_mobileSourceNotHome);
	if (is_unspecified(&header->source)) {
		if (speak_for_listeners(skb))
			return drop(haos_counter_mobileSourceNotHome);
		is_report = 1;
		header = octets_at(skb, 0, sizeof(*header));
		if (!header)
			return drop(haos_counter_ownPacketFailed);
	}
	next_hop = bpf_map_lookup_elem(&mobile_next_hops, &header->source);
	if (next_hop)
		return depart_from_care_of_address(skb, next_hop);
	if (!bpf_map_lookup_elem(&mobile_homes, &header->source))
		return drop(haos_counter_mobileSourceNotHome);
	header = octets_at(skb, 0, sizeof(*header));
	if (!header || (!is_report && !is_routable(header)))
		return drop(haos_counter_mobileDestinationNotRoutable);
	is_protected = is_encrypted(skb, header);
	if (header->next_header == NEXT_HEADER_ICMPV6 &&
	    (bpf_skb_load_bytes(skb, sizeof(*header), &type, sizeof(type)) || is_neighbor_discovery(type)))
		return drop(haos_counter_mobileDestinationNotRoutable);
	if (make_loopback_frame(skb, 0))
		return drop(haos_counter_ownPacketFailed);
	return is_protected ? depart_encrypted(skb, LOOPBACK_NETWORK) : depart(skb, LOOPBACK_NETWORK);
}

/* For the interface of home addresses. */
SEC("tc")
int haos_mobile_egress(struct __sk_buff *skb)
{
	return mobile_egress(skb);
}

char _license[] SEC("license") = "Dual BSD/GPL";
