/* How large a packet to a care-of address may be (RFC 2473 section 6.7, RFC 8201). */
#pragma once

#include "checksum.h"
#include "verdicts.h"

#define UNBOUNDED_MTU 0xffff
#define PATH_MTU_LIFETIME (600 * 1000000000ull)

/* What a path of `mtu` octets carries, as far as it is known. */
static __noinline __u32 learned_mtu(struct haos_path *path, __u32 mtu)
{
	return path->mtu && path->mtu < mtu && bpf_ktime_get_ns() < path->expiry ? path->mtu : mtu;
}

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
	return learned_mtu(&binding->path, mtu);
}

/* Learns the MTU of a path. Below the minimum MTU, and above what is known, nothing is believed (RFC 8201). */
static __noinline void learn_path_mtu(struct haos_path *path, __u32 mtu)
{
	__u64 now = bpf_ktime_get_ns();

	if (mtu < IPV6_MINIMUM_MTU)
		mtu = IPV6_MINIMUM_MTU;
	if (path->mtu && path->mtu <= mtu && now < path->expiry)
		return;
	path->mtu = mtu;
	path->expiry = now + PATH_MTU_LIFETIME;
	count(haos_counter_packetTooBigLearned);
}
