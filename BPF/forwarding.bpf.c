/*
 * The forwarding plane of a home agent, at every interface (tc).
 *
 * At ingress a packet is looked at once, in this order: neighbor discovery (neighbor_discovery.h), packets to groups
 * (multicast.h), packets to the home address of a mobile node that is away (encapsulation.h) or to its link-local
 * address (link_local.h), and of those for this node itself what mobile nodes tunnel back (reverse_tunnel.h) or send
 * directly (home_address.h), mobility packets and questions of mobile nodes (punt.h) and errors about tunnels and direct
 * ways (tunnel_errors.h, direct_way_errors.h). At egress only what this node itself sends, and packets to groups, are
 * looked at (own_packets.h, direct_way.h), and what is for a link that is nowhere (virtual_link.h). What is under ESP is
 * the kernel's, but for its addresses (protection.h). Everything else goes on untouched.
 *
 * Only what kernel 6.1 has is used; nothing asks for the kernel's own type information.
 */
#include <linux/bpf.h>
#include <linux/if_packet.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_helpers.h>

#include "direct_way_errors.h"
#include "encapsulation.h"
#include "home_address.h"
#include "multicast.h"
#include "neighbor_discovery.h"
#include "own_packets.h"
#include "protection.h"
#include "punt.h"
#include "reverse_tunnel.h"
#include "tunnel_errors.h"
#include "virtual_link.h"

/* An ICMPv6 error may be about what went through a tunnel, or directly. */
static __always_inline int icmpv6_error(struct __sk_buff *skb, __u32 network)
{
	struct tunnel_error *error = octets_at(skb, network, sizeof(*error));

	if (!error)
		return PASS;
	switch (error->outer.next_header) {
	case NEXT_HEADER_ROUTING:
		return direct_way_error(skb, network);
	case NEXT_HEADER_ENCAPSULATING_SECURITY_PAYLOAD:
		return protected_tunnel_error(skb, network);
	default:
		return tunnel_error(skb, network);
	}
}

/*
 * Packets that may be tunnelled to this node, come directly from a mobile node, or be for the daemon, by their first next
 * header.
 */
static __noinline int for_this_node(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct haos_local_address *local;
	struct upper_layer upper = {};
	struct fragment_start *start;
	__u8 next_header;
	__u32 option;

	if (!header)
		return PASS;
	next_header = header->next_header;
	local = bpf_map_lookup_elem(&local_addresses, &header->destination);
	if (!local)
		return PASS;
	if (next_header == NEXT_HEADER_IPV6)
		return reverse_tunnel(skb, network, local);
	if (next_header == NEXT_HEADER_FRAGMENT) {
		start = octets_at(skb, network, sizeof(*start));
		if (start && start->fragment.next_header == NEXT_HEADER_IPV6)
			return local->is_home_agent ? reverse_tunnel_fragment(skb, network) : PASS;
	}
	if (find_upper_layer(skb, network, next_header, &upper))
		return PASS;
	if (upper.is_for_mobile_node)
		return drop(haos_counter_routingHeaderForMobileNode);
	if (upper.protocol == NEXT_HEADER_MOBILITY)
		return was_encrypted(skb) ? PASS : punt_mobility(skb, network, 0);
	if (asks_for_discovery(skb, network, &upper))
		return punt_discovery(skb, network, 0);
	if (upper.protocol == NEXT_HEADER_ENCAPSULATING_SECURITY_PAYLOAD && local->takes_protected)
		return receive_protected(skb, network);
	option = accepts_home_addresses() ? find_home_address_option(skb, network) : 0;
	if (option)
		return packet_from_home(skb, network, option, &upper);
	if (upper.protocol == NEXT_HEADER_IPV6 && local->is_home_agent && !remove_encapsulation_limit(skb, network))
		return reverse_tunnel(skb, network, local);
	return PASS;
}

/*
 * The packet at `network` for a mobile node that is away. The kernel would not route what it has decrypted as another packet:
 * it arrives once more, as one that nobody has decrypted.
 */
static __noinline int tunnel_from_link(struct __sk_buff *skb, __u32 network, struct haos_binding *binding)
{
	const _Bool arrives_again = was_encrypted(skb);
	int verdict;

	if (!binding || is_to_be_encrypted(skb, network, binding) || !came_as_it_has_to(skb, network))
		return PASS;
	verdict = encapsulate(skb, network, binding, binding, FROM_LINK);
	if (verdict != PASS || !arrives_again)
		return verdict;
	if (make_loopback_frame(skb, network))
		return drop(haos_counter_tunnelEncapsulationFailed);
	skb->mark = 0;
	return receive_here();
}

/* The packet at `network` for a group. */
static __always_inline int multicast_from_link(struct __sk_buff *skb, const __u32 network)
{
	if (!came_as_it_has_to(skb, network))
		return PASS;
	return skb->ifindex == LOOPBACK_INTERFACE && skb->pkt_type == PACKET_HOST ?
		       tunnel_copy(skb, network) :
		       copy_to_members(skb, network, FROM_LINK);
}

static __always_inline int ingress(struct __sk_buff *skb, const __u32 network)
{
	struct ipv6_header *header;
	struct haos_binding *binding;
	__u8 type = 0;

	/* A frame of another virtual LAN comes again, at the ingress of that LAN's interface. */
	if (skb->protocol != bpf_htons(ETH_P_IPV6) || skb->vlan_present)
		return PASS;
	if (skb->pkt_type != PACKET_HOST && skb->pkt_type != PACKET_MULTICAST)
		return PASS;
	header = octets_at(skb, network, sizeof(*header));
	if (!header || !is_version_6(header))
		return PASS;
	if (header->next_header == NEXT_HEADER_ICMPV6) {
		header = octets_at(skb, network, sizeof(*header) + sizeof(struct icmpv6_header));
		if (!header)
			return PASS;
		type = ((struct icmpv6_header *)(header + 1))->type;
		if (is_neighbor_discovery(type))
			return neighbor_discovery(skb, network, type);
	}
	if (is_global_multicast(&header->destination))
		return multicast_from_link(skb, network);
	if (skb->pkt_type == PACKET_MULTICAST)
		return PASS;
	binding = bpf_map_lookup_elem(&bindings, &header->destination);
	if (binding)
		return tunnel_from_link(skb, network, binding);
	if (is_link_local_unicast(&header->destination))
		return link_local_unreachable(skb, network, FROM_LINK);
	switch (header->next_header) {
	case NEXT_HEADER_ICMPV6:
		if (is_discovery(type))
			return for_this_node(skb, network);
		return type < ICMPV6_FIRST_INFORMATIONAL ? icmpv6_error(skb, network) : PASS;
	case NEXT_HEADER_HOP_BY_HOP:
	case NEXT_HEADER_IPV6:
	case NEXT_HEADER_ROUTING:
	case NEXT_HEADER_FRAGMENT:
	case NEXT_HEADER_ENCAPSULATING_SECURITY_PAYLOAD:
	case NEXT_HEADER_DESTINATION_OPTIONS:
	case NEXT_HEADER_MOBILITY:
		return for_this_node(skb, network);
	default:
		return PASS;
	}
}

/* For interfaces whose packets begin with an Ethernet header. */
SEC("tc")
int haos_ethernet(struct __sk_buff *skb)
{
	return ingress(skb, sizeof(struct ethhdr));
}

SEC("tc")
int haos_ethernet_egress(struct __sk_buff *skb)
{
	return egress(skb, sizeof(struct ethhdr));
}

/* For interfaces whose packets begin with their IP header. */
SEC("tc")
int haos_layer3(struct __sk_buff *skb)
{
	return ingress(skb, 0);
}

SEC("tc")
int haos_layer3_egress(struct __sk_buff *skb)
{
	return egress(skb, 0);
}

/* For interfaces of links that are nowhere, whose packets begin with their IP header. */
SEC("tc")
int haos_virtual_egress(struct __sk_buff *skb)
{
	int verdict = egress(skb, 0);

	if (verdict != PASS || skb->protocol != bpf_htons(ETH_P_IPV6))
		return verdict;
	return virtual_link_unreachable(skb, 0);
}

/* For the interface that what is under ESP leaves by. */
SEC("tc")
int haos_protected_egress(struct __sk_buff *skb)
{
	return send_protected(skb);
}

char _license[] SEC("license") = "Dual BSD/GPL";
