/* From octets to headers. */
#pragma once

#include <linux/if_ether.h>
#include <bpf/bpf_endian.h>

#include "maps.h"

#define IPV6_MINIMUM_MTU 1280
#define HOP_LIMIT_DEFAULT 64

/* As sockets name them (address_families(7)). */
#define ADDRESS_FAMILY_IPV6 10
#define ADDRESS_FAMILY_PACKET 17

enum next_header {
	NEXT_HEADER_HOP_BY_HOP = 0,
	NEXT_HEADER_TCP = 6,
	NEXT_HEADER_UDP = 17,
	NEXT_HEADER_IPV6 = 41,
	NEXT_HEADER_ROUTING = 43,
	NEXT_HEADER_FRAGMENT = 44,
	NEXT_HEADER_ENCAPSULATING_SECURITY_PAYLOAD = 50,
	NEXT_HEADER_AUTHENTICATION = 51,
	NEXT_HEADER_ICMPV6 = 58,
	NEXT_HEADER_NONE = 59,
	NEXT_HEADER_DESTINATION_OPTIONS = 60,
	NEXT_HEADER_MOBILITY = 135,
};

enum icmpv6_type {
	ICMPV6_DESTINATION_UNREACHABLE = 1,
	ICMPV6_PACKET_TOO_BIG = 2,
	ICMPV6_TIME_EXCEEDED = 3,
	ICMPV6_PARAMETER_PROBLEM = 4,
	ICMPV6_FIRST_INFORMATIONAL = 128,
	ICMPV6_LISTENER_QUERY = 130,
	ICMPV6_LISTENER_DONE = 132,
	ICMPV6_ROUTER_SOLICITATION = 133,
	ICMPV6_ROUTER_ADVERTISEMENT = 134,
	ICMPV6_NEIGHBOR_SOLICITATION = 135,
	ICMPV6_NEIGHBOR_ADVERTISEMENT = 136,
	ICMPV6_REDIRECT = 137,
	ICMPV6_LISTENER_REPORT_2 = 143,
	ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REQUEST = 144,
	ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REPLY = 145,
	ICMPV6_MOBILE_PREFIX_SOLICITATION = 146,
	ICMPV6_MOBILE_PREFIX_ADVERTISEMENT = 147,
};

/* Codes of Destination Unreachable (RFC 4443 section 3.1). */
#define UNREACHABLE_BEYOND_SCOPE 2
#define UNREACHABLE_ADDRESS 3

/* RFC 8200 section 3; fields in network order. */
struct ipv6_header {
	__be32 version_class_flow;
	__be16 payload_length;
	__u8 next_header;
	__u8 hop_limit;
	struct haos_ipv6_address source;
	struct haos_ipv6_address destination;
};
_Static_assert(sizeof(struct ipv6_header) == 40, "RFC 8200 section 3");
#define PAYLOAD_LENGTH_OFFSET 4
#define NEXT_HEADER_OFFSET 6
#define HOP_LIMIT_OFFSET 7
#define SOURCE_OFFSET 8
#define DESTINATION_OFFSET 24

/* RFC 4443 section 2.1, with the four octets whose meaning the type tells. */
struct icmpv6_header {
	__u8 type;
	__u8 code;
	__be16 checksum;
	__be32 body;
};

/* The hop limit of outer headers (RFC 2473 section 6.3). */
static __always_inline __u8 tunnel_hop_limit(void)
{
	struct haos_settings *values = current_settings();

	return values && values->tunnel_hop_limit ? values->tunnel_hop_limit : HOP_LIMIT_DEFAULT;
}

/* Whether mobile nodes that are away are served with multicast. */
static __always_inline _Bool forwards_multicast(void)
{
	struct haos_settings *values = current_settings();

	return values && values->forwards_multicast;
}

static __always_inline _Bool is_version_6(const struct ipv6_header *header)
{
	return (header->version_class_flow & bpf_htonl(0xf0000000)) == bpf_htonl(0x60000000);
}

/* The whole packet's octets, this header's included, as the header tells. */
static __always_inline __u32 total_length(const struct ipv6_header *header)
{
	return sizeof(*header) + bpf_ntohs(header->payload_length);
}

/* Fills in a header of this node's own, but for the destination. */
static __always_inline void begin_header(struct ipv6_header *header, __u32 payload_length, __u8 next_header,
					 __u8 hop_limit, const struct haos_ipv6_address *source)
{
	header->version_class_flow = bpf_htonl(0x60000000);
	header->payload_length = bpf_htons(payload_length);
	header->next_header = next_header;
	header->hop_limit = hop_limit;
	header->source = *source;
}

static __always_inline _Bool equal(const struct haos_ipv6_address *left, const struct haos_ipv6_address *right)
{
	return left->high == right->high && left->low == right->low;
}

static __always_inline _Bool is_unspecified(const struct haos_ipv6_address *address)
{
	return !(address->high | address->low);
}

static __always_inline _Bool is_multicast(const struct haos_ipv6_address *address)
{
	return (address->high & bpf_cpu_to_be64(0xffull << 56)) == bpf_cpu_to_be64(0xffull << 56);
}

static __always_inline _Bool is_link_local_unicast(const struct haos_ipv6_address *address)
{
	return (address->high & bpf_cpu_to_be64(0xffc0ull << 48)) == bpf_cpu_to_be64(0xfe80ull << 48);
}

/* A scope that no router carries any further: interface-local or link-local (RFC 4291 section 2.7). */
static __always_inline _Bool is_link_local_multicast(const struct haos_ipv6_address *address)
{
	__u64 scope = address->high & bpf_cpu_to_be64(0x0full << 48);

	return is_multicast(address) && scope <= bpf_cpu_to_be64(0x02ull << 48);
}

/* Global scope, which the reserved scope f is taken for (RFC 4291 section 2.7). */
static __always_inline _Bool is_global_multicast(const struct haos_ipv6_address *address)
{
	__u64 scope = address->high & bpf_cpu_to_be64(0x0full << 48);

	return is_multicast(address) &&
	       (scope == bpf_cpu_to_be64(0x0eull << 48) || scope == bpf_cpu_to_be64(0x0full << 48));
}

/* ff02::1:ff00:0/104 (RFC 4291 section 2.7.1). */
static __always_inline _Bool is_solicited_node_multicast(const struct haos_ipv6_address *address)
{
	return address->high == bpf_cpu_to_be64(0xff02ull << 48) &&
	       (address->low & bpf_cpu_to_be64(~0xffffffull)) == bpf_cpu_to_be64(0x00000001ff000000ull);
}

static __always_inline _Bool is_loopback(const struct haos_ipv6_address *address)
{
	return !address->high && address->low == bpf_cpu_to_be64(1);
}

/* Whether a router may carry packets from this source any further (RFC 4291 section 2.5). */
static __always_inline _Bool is_forwardable_source(const struct haos_ipv6_address *source)
{
	return !is_unspecified(source) && !is_loopback(source) && !is_multicast(source) &&
	       !is_link_local_unicast(source);
}

/* The packet's linear part; volatile, for the verifier loses track of what the compiler keeps in a register. */
static __always_inline void *linear_begin(struct __sk_buff *skb)
{
	return (void *)(long)*(volatile __u32 *)&skb->data;
}

static __always_inline void *linear_end(struct __sk_buff *skb)
{
	return (void *)(long)*(volatile __u32 *)&skb->data_end;
}

/*
 * Where `length` octets at `offset` are, if they are in the linear part; else NULL. The place is computed once, for the
 * verifier does not take two sums for the same.
 */
static __always_inline void *linear_octets_at(struct __sk_buff *skb, __u32 offset, __u32 length)
{
	void *octets = linear_begin(skb) + offset;

	barrier_var(octets);
	return octets + length <= linear_end(skb) ? octets : NULL;
}

/* Where `length` octets at `offset` are, made linear if they are not; NULL when the packet is shorter. */
static __always_inline void *octets_at(struct __sk_buff *skb, __u32 offset, __u32 length)
{
	void *octets = linear_octets_at(skb, offset, length);

	if (octets)
		return octets;
	return bpf_skb_pull_data(skb, offset + length) ? NULL : linear_octets_at(skb, offset, length);
}

/*
 * A length that is known to be 1 to `most`, a power of two, in a way that the verifier knows it too: older ones keep
 * the bounds of each register apart, and a comparison tells them nothing of the copies that the compiler makes.
 */
static __always_inline __u32 bounded(__u32 length, __u32 most)
{
	barrier_var(length);
	return ((length - 1) & (most - 1)) + 1;
}

/* What follows an IPv6 header and its extension headers. */
struct upper_layer {
	__u8 protocol;
	/* Whether there is a type 2 routing header before it, used up or not (RFC 6275 section 6.4). */
	_Bool is_for_mobile_node;
	/* Octets from the IPv6 header's first. */
	__u32 offset;
};

#define EXTENSION_HEADER_LIMIT 8
#define FRAGMENT_OFFSET 0xfff8
#define FRAGMENT_MORE 1
#define ROUTING_TYPE_2 2

/*
 * Walks hop-by-hop options, destination options and routing headers, from `protocol`, the next header of the IPv6
 * header at `network`, on. A routing header that is not yet used up ends the walk, as it says that the packet goes
 * elsewhere; so do fragments, but for one that is the whole packet (RFC 6946), and more headers than anyone sends.
 */
static __noinline int find_upper_layer(struct __sk_buff *skb, __u32 network, __u8 protocol, struct upper_layer *upper)
{
	struct {
		__u8 next_header;
		__u8 length;
		union {
			struct {
				__u8 routing_type;
				__u8 segments_left;
			};
			__be16 offset_and_more;
		};
	} extension;
	__u32 offset = sizeof(struct ipv6_header);

	if (!upper)
		return -1;
	for (int i = 0; i < EXTENSION_HEADER_LIMIT; i++) {
		if (protocol != NEXT_HEADER_HOP_BY_HOP && protocol != NEXT_HEADER_DESTINATION_OPTIONS &&
		    protocol != NEXT_HEADER_ROUTING && protocol != NEXT_HEADER_FRAGMENT)
			break;
		if (bpf_skb_load_bytes(skb, network + offset, &extension, sizeof(extension)))
			return -1;
		if (protocol == NEXT_HEADER_ROUTING) {
			upper->is_for_mobile_node |= extension.routing_type == ROUTING_TYPE_2;
			if (extension.segments_left)
				break;
		} else if (protocol == NEXT_HEADER_FRAGMENT) {
			if (extension.offset_and_more & bpf_htons(FRAGMENT_OFFSET | FRAGMENT_MORE))
				break;
			extension.length = 0;
		}
		protocol = extension.next_header;
		offset += 8 * (extension.length + 1);
	}
	upper->protocol = protocol;
	upper->offset = offset;
	return 0;
}
