/*
 * Packets under ESP between this node, as a mobile node, and its home agents (RFC 6275 section 5.1). The kernel's IPsec
 * encrypts and decrypts them between home address and home agent; here the care-of address takes the home address's place
 * on the way out, and gives it back on the way in.
 */
#pragma once

#include "home_address_header.h"
#include "mobile_departure.h"
#include "protected_errors.h"

/* The beginning of a packet that ESP follows (RFC 4303 section 2). */
struct encrypted_start {
	struct ipv6_header ipv6;
	__be32 security_parameter_index;
};

/* Sends a packet of the tunnel: its outer header is not covered by ESP. */
static __noinline int depart_by_protected_tunnel(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct haos_mobile_tunnel *tunnel = header ? bpf_map_lookup_elem(&mobile_tunnels, &header->source) : NULL;
	struct ipv6_header kept;
	__u32 mtu;

	if (!tunnel)
		return drop(haos_counter_mobileNoTunnel);
	kept = *header;
	mtu = link_mtu(skb, &tunnel->next_hop);
	if (total_length(&kept) > mtu)
		return tell_mobile_mtu(skb, network, mtu);
	remember_protected_path(skb, network, &kept, &kept.destination, &kept.source);
	if (bpf_skb_store_bytes(skb, network + SOURCE_OFFSET, &tunnel->ends.home_agent_address,
				sizeof(struct haos_ipv6_address), 0))
		return drop(haos_counter_mobileProtectedPacketFailed);
	count(haos_counter_mobileProtectedPacketsSent);
	return leave(&tunnel->next_hop, &tunnel->next_hop.router);
}

/* Sends a message to the home agent: away with a Home Address option. */
static __noinline int depart_to_home_agent(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct haos_mobile_path *path = header ? bpf_map_lookup_elem(&mobile_paths, &header->source) : NULL;

	if (!path)
		return drop(haos_counter_mobileNoTunnel);
	if (!equal(&path->care_of_address, &header->source) &&
	    write_mobile_start(skb, network, &path->care_of_address))
		return drop(haos_counter_mobileProtectedPacketFailed);
	count(haos_counter_mobileProtectedPacketsSent);
	return leave(&path->next_hop, &path->next_hop.router);
}

/* The encrypted packet at `network` from a home address, in a frame. The mark says by which association. */
static __always_inline int depart_encrypted(struct __sk_buff *skb, __u32 network)
{
	return skb->mark == HAOS_TUNNEL_MARK ? depart_by_protected_tunnel(skb, network) :
					       depart_to_home_agent(skb, network);
}

/*
 * An error about an encrypted packet. The kernel knows that by the home address: it learns how much the path carries, and
 * whether a program may be told of it.
 */
static __noinline int mobile_protected_error(struct __sk_buff *skb, __u32 network)
{
	const __u32 source = __builtin_offsetof(struct tunnel_error, outer.source);
	struct haos_ipv6_address *owner = owner_of_too_big(skb, network), home_address, care_of_address;
	struct haos_mobile_tunnel *tunnel = owner ? bpf_map_lookup_elem(&mobile_tunnels, owner) : NULL;
	struct tunnel_error *received;

	if (!owner || !tunnel || !is_about(skb, network, &tunnel->ends))
		return PASS;
	received = octets_at(skb, network, sizeof(*received));
	if (!received)
		return PASS;
	home_address = *owner;
	care_of_address = received->outer.source;
	count(haos_counter_tunnelErrorsReceived);
	return replace_in_message(skb, network, source, &care_of_address, &home_address, sizeof(home_address)) ?
		       drop(haos_counter_errorFailed) :
		       PASS;
}

/*
 * The encrypted packet at `network`: one of a tunnel becomes one to the home address that its association is with. All
 * others are the kernel's; those in transport mode have a routing header (mobile_arrival.h).
 */
static __noinline int mobile_protected_arrival(struct __sk_buff *skb, __u32 network)
{
	struct encrypted_start *start = octets_at(skb, network, sizeof(*start));
	struct haos_mobile_association key = {};
	struct haos_ipv6_address *home_address, care_of_address;

	if (!start)
		return PASS;
	key.home_agent_address = start->ipv6.source;
	key.security_parameter_index = start->security_parameter_index;
	care_of_address = start->ipv6.destination;
	home_address = bpf_map_lookup_elem(&mobile_associations, &key);
	if (!home_address || equal(home_address, &care_of_address))
		return PASS;
	if (!is_mobile_entrance(home_address, &care_of_address, &key.home_agent_address))
		return drop(haos_counter_mobileTunnelWrongHomeAgent);
	if (bpf_skb_store_bytes(skb, network + DESTINATION_OFFSET, home_address, sizeof(*home_address),
				BPF_F_RECOMPUTE_CSUM))
		return drop(haos_counter_mobileProtectedPacketFailed);
	count(haos_counter_mobileProtectedPacketsReceived);
	return route_anew(skb);
}
