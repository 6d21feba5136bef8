// A mobile node's end of the direct way to a correspondent, for a kernel that has none: the type 2 routing header is
// taken out of what comes, and what leaves from the home address gets a Home Address option. Everything else is left to
// the tunnel. The addresses are filled in by whoever compiles it.

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <stdbool.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define TCP 6
#define ROUTING_HEADER 43
#define DESTINATION_OPTIONS 60
#define MOBILITY_HEADER 135

static const struct in6_addr home_address = {{{HOME_ADDRESS}}};
static const struct in6_addr care_of_address = {{{CARE_OF_ADDRESS}}};
static const struct in6_addr correspondent = {{{CORRESPONDENT}}};

struct extension {
    __u8 next_header, length;
    __u8 content[6];
    struct in6_addr home_address;
} __attribute__((packed));

struct start {
    struct ipv6hdr ip;
    struct extension extension;
} __attribute__((packed));

static bool equal(const void *a, const void *b) {
    const __u32 *x = a, *y = b;
    return x[0] == y[0] && x[1] == y[1] && x[2] == y[2] && x[3] == y[3];
}

static bool load(struct __sk_buff *skb, void *to, __u32 length) {
    return skb->protocol == bpf_htons(ETH_P_IPV6) && !bpf_skb_load_bytes(skb, sizeof(struct ethhdr), to, length);
}

SEC("tc/in")
int in(struct __sk_buff *skb) {
    struct start start;
    if (!load(skb, &start, sizeof start) || !equal(&start.ip.saddr, &correspondent) ||
        !equal(&start.ip.daddr, &care_of_address))
        return TC_ACT_UNSPEC;
    // Read beside the kernel.
    if (start.ip.nexthdr == MOBILITY_HEADER)
        return TC_ACT_SHOT;
    if (start.ip.nexthdr != ROUTING_HEADER || start.extension.next_header == MOBILITY_HEADER)
        return TC_ACT_UNSPEC;
    if (start.extension.length != 2 || start.extension.content[0] != 2 || start.extension.content[1] != 1 ||
        !equal(&start.extension.home_address, &home_address))
        return TC_ACT_SHOT;
    start.ip.daddr = home_address;
    start.ip.nexthdr = start.extension.next_header;
    start.ip.payload_len = bpf_htons(bpf_ntohs(start.ip.payload_len) - sizeof(struct extension));
    if (bpf_skb_adjust_room(skb, -(int)sizeof(struct extension), BPF_ADJ_ROOM_NET, BPF_F_ADJ_ROOM_FIXED_GSO))
        return TC_ACT_SHOT;
    return bpf_skb_store_bytes(skb, sizeof(struct ethhdr), &start.ip, sizeof start.ip, BPF_F_RECOMPUTE_CSUM)
               ? TC_ACT_SHOT
               : TC_ACT_OK;
}

SEC("tc/out")
int out(struct __sk_buff *skb) {
    struct start start = {};
    if (!load(skb, &start.ip, sizeof start.ip) || !equal(&start.ip.saddr, &home_address) ||
        !equal(&start.ip.daddr, &correspondent) || start.ip.nexthdr == MOBILITY_HEADER)
        return TC_ACT_UNSPEC;
    __u64 flags = start.ip.nexthdr == TCP ? 0 : BPF_F_ADJ_ROOM_FIXED_GSO;
    start.extension = (struct extension){
        .next_header = start.ip.nexthdr, .length = 2, .content = {1, 2, 0, 0, 0xc9, 16}, .home_address = home_address};
    start.ip.saddr = care_of_address;
    start.ip.nexthdr = DESTINATION_OPTIONS;
    start.ip.payload_len = bpf_htons(bpf_ntohs(start.ip.payload_len) + sizeof(struct extension));
    if (bpf_skb_adjust_room(skb, sizeof(struct extension), BPF_ADJ_ROOM_NET, flags))
        return TC_ACT_SHOT;
    return bpf_skb_store_bytes(skb, sizeof(struct ethhdr), &start, sizeof start, 0) ? TC_ACT_SHOT : TC_ACT_OK;
}

char _license[] SEC("license") = "Dual MIT/GPL";
