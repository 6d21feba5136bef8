/*
 * Packets under ESP between mobile node and home agent (RFC 6275 section 5.1). The kernel's IPsec encrypts and decrypts
 * them; its associations are with the home address and stay as they are wherever the node is. Here the addresses are
 * exchanged: on the way in the home address takes the care-of address's place, on the way out it is the other way.
 */
#pragma once

#include "direct_way.h"
#include "home_address_option.h"
#include "protected_errors.h"

/* Around a packet in a tunnel: the outer header, ESP's, and the longest initialization vector and ICV that there are. */
#define PROTECTION_OVERHEAD (sizeof(struct ipv6_header) + 8 + 16 + 32)
/* The longest that a packet with its trailer is padded to a multiple of, and the trailer (RFC 4303 section 2.4). */
#define PROTECTION_BLOCK 16
#define PROTECTION_TRAILER 2

/*
 * Notes where on its home link a node sends from that has a binding: neighbor discovery for its home address leads back
 * to this node while the binding stands (RFC 6275 section 10.3.2).
 */
static __noinline int note_neighbor(struct __sk_buff *skb, __u32 network)
{
	struct haos_protected_neighbor neighbor = { .interface_index = skb->ifindex };
	struct haos_neighbor_target target = { .interface_index = skb->ifindex };

	if (network && !bpf_skb_load_bytes(skb, network + SOURCE_OFFSET, &target.address, sizeof(target.address)) &&
	    bpf_map_lookup_elem(&neighbor_proxies, &target) &&
	    !bpf_skb_load_bytes(skb, LINK_LAYER_SOURCE, neighbor.link_layer_address,
				sizeof(neighbor.link_layer_address)))
		bpf_map_update_elem(&protected_neighbors, &target.address, &neighbor, BPF_ANY);
	return PASS;
}

/*
 * The packet at `network`, to this node under ESP: one with a Home Address option becomes one from the home address. The
 * care-of address takes the option's place, where the daemon finds it; nobody else may write one there. Whether the home
 * address is right, the security association tells. A sum over the packet stays what it was but for the option's type.
 */
static __noinline int receive_protected(struct __sk_buff *skb, __u32 network)
{
	struct haos_ipv6_address home_address, care_of_address;
	const __u8 passed_over = OPTION_PASSED_OVER;
	__u32 option, place;

	if (find_address_option(skb, network, OPTION_PASSED_OVER))
		return drop(haos_counter_protectedPacketForged);
	option = find_address_option(skb, network, OPTION_HOME_ADDRESS);
	if (!option)
		return note_neighbor(skb, network);
	place = network + option + sizeof(struct octet_pair);
	if (bpf_skb_load_bytes(skb, place, &home_address, sizeof(home_address)) ||
	    bpf_skb_load_bytes(skb, network + SOURCE_OFFSET, &care_of_address, sizeof(care_of_address)))
		return drop(haos_counter_protectedPacketFailed);
	if (!is_forwardable_source(&home_address) || !is_forwardable_source(&care_of_address))
		return drop(haos_counter_homeAddressNotRoutable);
	if (bpf_skb_store_bytes(skb, network + option, &passed_over, sizeof(passed_over), BPF_F_RECOMPUTE_CSUM) ||
	    bpf_skb_store_bytes(skb, place, &care_of_address, sizeof(care_of_address), BPF_F_RECOMPUTE_CSUM) ||
	    bpf_skb_store_bytes(skb, network + SOURCE_OFFSET, &home_address, sizeof(home_address),
				BPF_F_RECOMPUTE_CSUM))
		return drop(haos_counter_protectedPacketFailed);
	count(haos_counter_protectedPacketsReceived);
	return PASS;
}

/* Where a packet for a home address goes: through the tunnel to its care-of address, or as an answer. -1 if unknown. */
static __noinline int find_care_of_address(struct __sk_buff *skb, struct ipv6_header *header,
					   struct haos_direct_way *way)
{
	struct haos_direct_way_key key = { .own_address = header->source, .home_address = header->destination };
	struct haos_ipv6_address *reply;
	struct haos_binding *binding;

	if (skb->mark == HAOS_TUNNEL_MARK) {
		binding = bpf_map_lookup_elem(&bindings, &header->destination);
		if (!binding || !equal(&binding->home_agent_address, &header->source))
			return -1;
		way->care_of_address = binding->care_of_address;
		return 0;
	}
	reply = bpf_map_lookup_elem(&protected_replies, &key);
	if (!reply)
		return -1;
	way->care_of_address = *reply;
	return 0;
}

/* The longest packet that is in the tunnel no longer than `mtu`, or the least that every link carries. */
static __always_inline __u32 protected_room(__u32 mtu)
{
	const __u32 least = IPV6_MINIMUM_MTU + PROTECTION_OVERHEAD + PROTECTION_BLOCK;

	if (mtu < least)
		return IPV6_MINIMUM_MTU;
	return ((mtu - PROTECTION_OVERHEAD) & ~(PROTECTION_BLOCK - 1)) - PROTECTION_TRAILER;
}

/* Tells the kernel how much room there is on the path of the encrypted packet, for it to tell those that send more. */
static __noinline int tell_protected_room(struct __sk_buff *skb, const struct ipv6_header *header, __u32 mtu)
{
	struct error_message *error;

	count(haos_counter_protectedPacketTooBig);
	if (make_loopback_frame(skb, 0))
		return drop(haos_counter_protectedPacketFailed);
	skb->mark = 0;
	error = begin_error(haos_counter_packetTooBigSent, ICMPV6_PACKET_TOO_BIG, 0, protected_room(mtu),
			    &header->source);
	return answer_with_error(skb, LOOPBACK_NETWORK, error, NULL, FROM_THIS_NODE);
}

/* The same, where the path tells: as the kernel knows the packet that was too big. */
static __noinline int protected_tunnel_error(struct __sk_buff *skb, __u32 network)
{
	const __u32 destination = __builtin_offsetof(struct tunnel_error, outer.destination);
	struct haos_ipv6_address *owner = owner_of_too_big(skb, network), home_address, care_of_address;
	struct haos_binding *binding = owner ? bpf_map_lookup_elem(&bindings, owner) : NULL;
	struct tunnel_error *received;
	__be32 mtu, room;

	if (!owner || !binding || !is_about(skb, network, binding))
		return PASS;
	received = octets_at(skb, network, sizeof(*received));
	if (!received)
		return PASS;
	home_address = *owner;
	care_of_address = received->outer.destination;
	mtu = received->icmpv6.body;
	room = bpf_htonl(protected_room(bpf_ntohl(mtu)));
	count(haos_counter_tunnelErrorsReceived);
	return replace_in_message(skb, network, destination, &care_of_address, &home_address, sizeof(home_address)) ||
			       replace_in_message(skb, network, __builtin_offsetof(struct tunnel_error, icmpv6.body),
						  &mtu, &room, sizeof(room)) ?
		       drop(haos_counter_errorFailed) :
		       PASS;
}

/* Lets a packet leave. Without the mark its way does not lead back here. */
static __noinline int leave_protected(struct __sk_buff *skb, __u32 interface_index)
{
	/* Without a link-layer header before it the helper would lose the packet. */
	if (bpf_skb_change_head(skb, sizeof(struct ethhdr), 0))
		return drop(haos_counter_protectedPacketFailed);
	count(haos_counter_protectedPacketsSent);
	skb->mark = 0;
	return leave_by(interface_index);
}

/* Sends a packet whose headers stay as they are, but for the destination. */
static __noinline int send_in_place(struct __sk_buff *skb, const struct ipv6_header *header, struct haos_direct_way *way)
{
	__u32 length = total_length(header);
	struct route route = {};

	if (find_route(skb, way, &header->source, length, &route))
		return drop(haos_counter_protectedPacketNoRoute);
	if (length > route.mtu)
		return tell_protected_room(skb, header, route.mtu);
	if (skb->mark == HAOS_TUNNEL_MARK)
		remember_protected_path(skb, 0, header, &way->care_of_address, &header->destination);
	if (bpf_skb_store_bytes(skb, DESTINATION_OFFSET, &way->care_of_address, sizeof(way->care_of_address),
				BPF_F_RECOMPUTE_CSUM))
		return drop(haos_counter_protectedPacketFailed);
	return leave_protected(skb, route.interface_index);
}

/* Sends a packet to a node at home: to where it sent from if it is taken for away, else as the kernel finds it. */
static __noinline int send_home(struct __sk_buff *skb, const struct ipv6_header *header, struct haos_direct_way *way)
{
	struct haos_protected_neighbor *neighbor = bpf_map_lookup_elem(&protected_neighbors, &header->destination);
	struct haos_neighbor_target target = { .address = header->destination };
	struct ethhdr frame = { .h_proto = bpf_htons(ETH_P_IPV6) };
	struct haos_interface *interface;

	if (!neighbor)
		return send_in_place(skb, header, way);
	target.interface_index = neighbor->interface_index;
	interface = bpf_map_lookup_elem(&interfaces, &target.interface_index);
	if (!interface || !bpf_map_lookup_elem(&neighbor_proxies, &target))
		return send_in_place(skb, header, way);
	__builtin_memcpy(frame.h_dest, neighbor->link_layer_address, sizeof(frame.h_dest));
	__builtin_memcpy(frame.h_source, interface->link_layer_address, sizeof(frame.h_source));
	if (bpf_skb_change_head(skb, sizeof(frame), 0) || bpf_skb_store_bytes(skb, 0, &frame, sizeof(frame), 0))
		return drop(haos_counter_protectedPacketFailed);
	count(haos_counter_protectedPacketsSent);
	skb->mark = HAOS_NEIGHBOR_MARK;
	return bpf_redirect(target.interface_index, 0);
}

/* Sends a packet to a node that is away, with a type 2 routing header. */
static __noinline int send_with_routing_header(struct __sk_buff *skb, const struct ipv6_header *header,
					       struct haos_direct_way *way)
{
	__u32 length = total_length(header) + sizeof(struct type_2_routing_header);
	struct route route = {};

	if (find_route(skb, way, &header->source, length, &route))
		return drop(haos_counter_protectedPacketNoRoute);
	if (length > route.mtu)
		return drop(haos_counter_protectedPacketTooBig);
	if (write_direct_start(skb, 0, way))
		return drop(haos_counter_protectedPacketFailed);
	return leave_protected(skb, route.interface_index);
}

/*
 * What the kernel has encrypted for home addresses is routed to an interface that leads nowhere, and from here to the
 * care-of address: in transport mode with a type 2 routing header, unless the node is at home; in tunnel mode the outer
 * header's destination changes, which ESP does not cover. Nothing else gets out.
 *
 * The ways have functions of their own, and no flag tells them apart: across a call, the verifier of kernel 6.1 takes
 * such a flag for the same on all, and removes what follows on others.
 */
static __always_inline int send_protected(struct __sk_buff *skb)
{
	struct haos_direct_way way = {};
	struct ipv6_header header;

	if (skb->protocol != bpf_htons(ETH_P_IPV6) || bpf_skb_load_bytes(skb, 0, &header, sizeof(header)) ||
	    !is_encrypted(skb, &header))
		return drop(haos_counter_protectedPacketNotEncrypted);
	if (find_care_of_address(skb, &header, &way))
		return drop(haos_counter_protectedPacketUnknownCareOfAddress);
	if (skb->mark == HAOS_TUNNEL_MARK)
		return send_in_place(skb, &header, &way);
	return equal(&way.care_of_address, &header.destination) ? send_home(skb, &header, &way) :
								   send_with_routing_header(skb, &header, &way);
}
