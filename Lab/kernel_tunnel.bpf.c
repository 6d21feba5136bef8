// A mobile node's end of the tunnel for a kernel that has none: what the home agent tunnels here is taken apart on
// the way in, and what leaves from the home address is put into the reverse tunnel on the way out. With this a
// kernel's own TCP and UDP use the home address abroad; the registration itself is somebody else's work.
//
// The three addresses are filled in by whoever compiles it.

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <stdbool.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#ifndef BPF_F_ADJ_ROOM_DECAP_L3_IPV6
#define BPF_F_ADJ_ROOM_DECAP_L3_IPV6 (1ULL << 8)
#endif

#define IPV6_IN_IPV6 41
#define ROUTING_HEADER 43

static const struct in6_addr home_address = {{{HOME_ADDRESS}}};
static const struct in6_addr care_of_address = {{{CARE_OF_ADDRESS}}};
static const struct in6_addr home_agent = {{{HOME_AGENT}}};

struct frame {
    struct ethhdr ethernet;
    struct ipv6hdr ip;
} __attribute__((packed));

static bool equal(const void *a, const void *b) {
    const __u32 *x = a, *y = b;
    return x[0] == y[0] && x[1] == y[1] && x[2] == y[2] && x[3] == y[3];
}

static struct frame *read(struct __sk_buff *skb) {
    struct frame *frame = (void *)(long)skb->data;
    if ((void *)(frame + 1) > (void *)(long)skb->data_end || frame->ethernet.h_proto != bpf_htons(ETH_P_IPV6))
        return 0;
    return frame;
}

// The tunnel's end, and silence about Binding Acknowledgements, which are read beside the kernel.
SEC("tc/in")
int in(struct __sk_buff *skb) {
    struct frame *frame = read(skb);
    if (!frame || !equal(&frame->ip.daddr, &care_of_address))
        return TC_ACT_OK;
    if (frame->ip.nexthdr == ROUTING_HEADER)
        return TC_ACT_SHOT;
    if (frame->ip.nexthdr != IPV6_IN_IPV6 || !equal(&frame->ip.saddr, &home_agent))
        return TC_ACT_OK;
    const int room = -(int)sizeof(struct ipv6hdr);
    const __u64 flags = BPF_F_ADJ_ROOM_FIXED_GSO;
    // Kernels before 6.3 do not know the other flag.
    bool is_done = !bpf_skb_adjust_room(skb, room, BPF_ADJ_ROOM_MAC, flags | BPF_F_ADJ_ROOM_DECAP_L3_IPV6) ||
                   !bpf_skb_adjust_room(skb, room, BPF_ADJ_ROOM_MAC, flags);
    return is_done ? TC_ACT_OK : TC_ACT_SHOT;
}

// The tunnel's beginning.
SEC("tc/out")
int out(struct __sk_buff *skb) {
    struct frame *frame = read(skb);
    if (!frame || !equal(&frame->ip.saddr, &home_address))
        return TC_ACT_OK;
    __u32 length = bpf_ntohs(frame->ip.payload_len) + sizeof(struct ipv6hdr);
    if (bpf_skb_adjust_room(skb, sizeof(struct ipv6hdr), BPF_ADJ_ROOM_MAC, BPF_F_ADJ_ROOM_ENCAP_L3_IPV6))
        return TC_ACT_SHOT;
    struct ipv6hdr outer = {
        .version = 6, .payload_len = bpf_htons(length), .nexthdr = IPV6_IN_IPV6, .hop_limit = 64,
        .saddr = care_of_address, .daddr = home_agent};
    return bpf_skb_store_bytes(skb, sizeof(struct ethhdr), &outer, sizeof outer, 0) ? TC_ACT_SHOT : TC_ACT_OK;
}

char _license[] SEC("license") = "Dual MIT/GPL";
