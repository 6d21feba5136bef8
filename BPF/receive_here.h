/* Packets of this node's own that it has to receive itself. */
#pragma once

#include <linux/if_ether.h>
#include <bpf/bpf_endian.h>

#include "verdicts.h"

/* The loopback interface, which has this index in every network namespace. */
#define LOOPBACK_INTERFACE 1
/* Where the IPv6 header is in its frames. */
#define LOOPBACK_NETWORK sizeof(struct ethhdr)

/*
 * Puts the packet at `network`, which is about to leave, into a frame as the loopback interface has them: its IPv6
 * header follows an Ethernet header then.
 */
static __always_inline long make_loopback_frame(struct __sk_buff *skb, __u32 network)
{
	struct ethhdr frame = { .h_proto = bpf_htons(ETH_P_IPV6) };
	long error = network ? 0 : bpf_skb_change_head(skb, sizeof(frame), 0);

	return error ? error : bpf_skb_store_bytes(skb, 0, &frame, sizeof(frame), 0);
}

/* Lets such a frame arrive at the loopback interface, to be routed anew. */
static __always_inline int receive_here(void)
{
	return bpf_redirect(LOOPBACK_INTERFACE, BPF_F_INGRESS);
}

/*
 * On with a packet that was made another one. What arrives at the loopback interface has its route already, that of the
 * packet it was: it has to arrive once more.
 */
static __always_inline int route_anew(struct __sk_buff *skb)
{
	return skb->ingress_ifindex == LOOPBACK_INTERFACE ? receive_here() : PASS;
}
