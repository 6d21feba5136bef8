/* How large a tunnelled packet may be (RFC 2473 section 6.7, RFC 8201). */
#pragma once

#include "checksum.h"
#include "verdicts.h"

#define ADDRESS_FAMILY_IPV6 10
#define UNBOUNDED_MTU 0xffff
#define PATH_MTU_LIFETIME (600 * 1000000000ull)

/*
 * The largest packet that the path to the care-of address carries: what the route says, and what a Packet Too Big
 * said. `length` is the packet that the question is about; a route with room for it is not asked any further.
 */
static __noinline __u32 tunnel_mtu(struct __sk_buff *skb, struct haos_binding *binding, __u32 length)
{
	struct bpf_fib_lookup route = {
		.family = ADDRESS_FAMILY_IPV6,
		.l4_protocol = NEXT_HEADER_IPV6,
		.tot_len = length < UNBOUNDED_MTU ? length : UNBOUNDED_MTU,
		.ifindex = skb->ifindex,
	};
	__u32 mtu = UNBOUNDED_MTU;

	__builtin_memcpy(route.ipv6_src, &binding->home_agent_address, sizeof(route.ipv6_src));
	__builtin_memcpy(route.ipv6_dst, &binding->care_of_address, sizeof(route.ipv6_dst));
	if (bpf_fib_lookup(skb, &route, sizeof(route), 0) == BPF_FIB_LKUP_RET_FRAG_NEEDED)
		mtu = route.mtu_result;
	if (binding->path_mtu && binding->path_mtu < mtu && bpf_ktime_get_ns() < binding->path_mtu_expiry)
		mtu = binding->path_mtu;
	return mtu;
}

/* A Packet Too Big about a packet that was tunnelled: the quote begins with the tunnel's header and the inner one. */
struct tunnel_error {
	struct ipv6_header ipv6;
	struct icmpv6_header icmpv6;
	struct ipv6_header outer;
	struct ipv6_header inner;
};

/*
 * Learns the path MTU of a tunnel from a Packet Too Big, which goes on to the kernel. Below the minimum MTU, and above
 * what is known, nothing is believed (RFC 8201 section 4).
 */
static __noinline int learn_path_mtu(struct __sk_buff *skb, __u32 network)
{
	struct tunnel_error *error = octets_at(skb, network, sizeof(*error));
	struct haos_binding *binding;
	__u64 now = bpf_ktime_get_ns();
	__u32 length, mtu;
	__s64 sum;

	if (!error || error->outer.next_header != NEXT_HEADER_IPV6)
		return PASS;
	binding = bpf_map_lookup_elem(&bindings, &error->inner.destination);
	if (!binding || !equal(&error->outer.destination, &binding->care_of_address) ||
	    !equal(&error->outer.source, &binding->home_agent_address) ||
	    !equal(&error->ipv6.destination, &binding->home_agent_address))
		return PASS;
	mtu = bpf_ntohl(error->icmpv6.body);
	length = bpf_ntohs(error->ipv6.payload_length);
	sum = pseudo_header_sum(&error->ipv6.source, &error->ipv6.destination, length, NEXT_HEADER_ICMPV6);
	sum = packet_sum(skb, network + sizeof(error->ipv6), length, sum);
	if (sum < 0 || fold(sum) != 0xffff)
		return PASS;
	if (mtu < IPV6_MINIMUM_MTU)
		mtu = IPV6_MINIMUM_MTU;
	if (binding->path_mtu && binding->path_mtu <= mtu && now < binding->path_mtu_expiry)
		return PASS;
	binding->path_mtu = mtu;
	binding->path_mtu_expiry = now + PATH_MTU_LIFETIME;
	count(haos_counter_packetTooBigLearned);
	return PASS;
}
