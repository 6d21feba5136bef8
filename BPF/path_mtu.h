/* How large a tunnelled packet may be (RFC 2473 section 6.7, RFC 8201). */
#pragma once

#include "checksum.h"
#include "verdicts.h"

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

/* Learns the path MTU of a tunnel. Below the minimum MTU, and above what is known, nothing is believed (RFC 8201). */
static __noinline void learn_path_mtu(struct haos_binding *binding, __u32 mtu)
{
	__u64 now = bpf_ktime_get_ns();

	if (mtu < IPV6_MINIMUM_MTU)
		mtu = IPV6_MINIMUM_MTU;
	if (binding->path_mtu && binding->path_mtu <= mtu && now < binding->path_mtu_expiry)
		return;
	binding->path_mtu = mtu;
	binding->path_mtu_expiry = now + PATH_MTU_LIFETIME;
	count(haos_counter_packetTooBigLearned);
}
