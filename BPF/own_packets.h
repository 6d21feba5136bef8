/*
 * What this node itself sends to mobile nodes that are away: programs of its own, and the kernel's errors. It is
 * intercepted on its way out of any interface, which is where the home address would be if it were at home, and goes
 * directly if it can, else through the tunnel if there is one here.
 */
#pragma once

#include "direct_way.h"
#include "encapsulation.h"
#include "link_local.h"
#include "multicast.h"
#include "neighbor_discovery.h"
#include "protection.h"

/* Whoever puts a frame on the link himself, past the routing table, has chosen whom it goes to. */
static __always_inline _Bool is_from_packet_socket(struct __sk_buff *skb)
{
	struct bpf_sock *socket = skb->sk;

	return socket && socket->family == ADDRESS_FAMILY_PACKET;
}

/*
 * The kernel looks for a home address on its link before it lets a packet out; nobody would answer there. It is told
 * this node's own link-layer address: what the kernel sends there is tunnelled before it gets to the link.
 */
static __noinline int answer_own_solicitation(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header) + sizeof(struct neighbor_message));
	struct haos_neighbor_target target = { .interface_index = skb->ifindex };
	struct haos_neighbor_proxy *proxy;

	if (!header || is_unspecified(&header->source))
		return PASS;
	target.address = ((struct neighbor_message *)(header + 1))->target;
	proxy = bpf_map_lookup_elem(&neighbor_proxies, &target);
	return proxy ? advertise(skb, network, proxy, FROM_THIS_NODE) : PASS;
}

/* Whether the packet is in its frame already, for a node at home (protection.h). */
static __always_inline _Bool has_found_its_neighbor(struct __sk_buff *skb)
{
	return is_from_packet_socket(skb) || skb->mark == HAOS_NEIGHBOR_MARK;
}

/* The tunnelled packet is routed anew, from the loopback interface. */
static __noinline int tunnel_own_packet(struct __sk_buff *skb, __u32 network, struct haos_binding *binding)
{
	int verdict;

	if (make_loopback_frame(skb, network))
		return drop(haos_counter_ownPacketFailed);
	verdict = encapsulate(skb, LOOPBACK_NETWORK, binding, binding, FROM_THIS_NODE);
	return verdict == PASS ? receive_here() : verdict;
}

static __always_inline int egress(struct __sk_buff *skb, const __u32 network)
{
	struct haos_direct_way *way;
	struct ipv6_header *header;
	struct haos_binding *binding;
	int verdict;

	if (skb->protocol != bpf_htons(ETH_P_IPV6) || skb->vlan_present)
		return PASS;
	header = octets_at(skb, network, sizeof(*header));
	if (!header || !is_version_6(header) || has_found_its_neighbor(skb))
		return PASS;
	if (is_global_multicast(&header->destination))
		return copy_to_members(skb, network, FROM_THIS_NODE);
	/* What came in through an interface was looked at there. */
	if (skb->ingress_ifindex)
		return PASS;
	way = find_direct_way(&header->source, &header->destination);
	if (way) {
		verdict = send_directly(skb, network, way);
		if (verdict != BY_HOME)
			return verdict;
		header = octets_at(skb, network, sizeof(*header));
		if (!header)
			return PASS;
	}
	binding = bpf_map_lookup_elem(&bindings, &header->destination);
	/* What the kernel encrypts does not come by here. */
	if (binding)
		return is_to_be_encrypted(skb, network, binding) ? drop(haos_counter_protectedPacketNotEncrypted) :
								   tunnel_own_packet(skb, network, binding);
	if (network && header->next_header == NEXT_HEADER_ICMPV6) {
		header = octets_at(skb, network, sizeof(*header) + sizeof(struct icmpv6_header));
		if (header && ((struct icmpv6_header *)(header + 1))->type == ICMPV6_NEIGHBOR_SOLICITATION)
			return answer_own_solicitation(skb, network);
		header = octets_at(skb, network, sizeof(*header));
	}
	return header && is_link_local_unicast(&header->destination) ?
		       link_local_unreachable(skb, network, FROM_THIS_NODE) :
		       PASS;
}
