// The end of the UDP path: whatever arrives, tunnelled or plain, has been counted by the interface and goes no
// further, so that both kinds cost the receiver the same.

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <stddef.h>

#include <bpf/bpf_helpers.h>

#define IPV6_IN_IPV6 41

SEC("tc/in")
int in(struct __sk_buff *skb) {
    __u8 next_header;
    if (bpf_skb_load_bytes(skb, ETH_HLEN + offsetof(struct ipv6hdr, nexthdr), &next_header, sizeof next_header))
        return TC_ACT_OK;
    return next_header == IPPROTO_UDP || next_header == IPV6_IN_IPV6 ? TC_ACT_SHOT : TC_ACT_OK;
}

char _license[] SEC("license") = "Dual MIT/GPL";
