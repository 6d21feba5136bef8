/* Every map. Hash maps take memory as they fill; the daemon sets the room for bindings before it loads them. */
#pragma once

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#include "structures.h"

#define BINDING_LIMIT (1 << 20)
/* Two for each registration that may be under way. */
#define WATCH_LIMIT (1 << 17)
#define LOCAL_ADDRESS_LIMIT (1 << 16)
#define GROUP_MEMBER_LIMIT (1 << 16)
#define INTERFACE_LIMIT (1 << 14)
/* One for each answer that is being encrypted. */
#define PROTECTED_REPLY_LIMIT (1 << 12)
/* One for each tunnel under ESP that is in use. */
#define PROTECTED_PATH_LIMIT (1 << 14)
#define RING_BUFFER_OCTETS (1 << 22)
/* One checksum diff covers no more (kernels before 6.13), and every chunk is followed by padding. */
#define CHECKSUM_CHUNK 512
#define HEADERS_OCTETS 48
#define SCRATCH_OCTETS (HAOS_PUNT_LIMIT + sizeof(struct haos_punted_packet))

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, BINDING_LIMIT);
	__type(key, struct haos_ipv6_address);
	__type(value, struct haos_binding);
} bindings SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, BINDING_LIMIT);
	__type(key, struct haos_ipv6_address);
	__type(value, struct haos_binding_counters);
} binding_counters SEC(".maps");

/* Where the nodes of `bindings` are, and how many of them. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, BINDING_LIMIT);
	__type(key, struct haos_ipv6_address);
	__type(value, __u32);
} care_of_addresses SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, BINDING_LIMIT);
	__type(key, struct haos_direct_way_key);
	__type(value, struct haos_direct_way);
} direct_ways SEC(".maps");

/*
 * Where messages to a home address under ESP go: where the message came from that is answered, which may be refused and
 * never make a binding. Those that were not used for longest make room.
 */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, PROTECTED_REPLY_LIMIT);
	__type(key, struct haos_direct_way_key);
	__type(value, struct haos_ipv6_address);
} protected_replies SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, PROTECTED_REPLY_LIMIT);
	__type(key, struct haos_ipv6_address);
	__type(value, struct haos_protected_neighbor);
} protected_neighbors SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, PROTECTED_PATH_LIMIT);
	__type(key, struct haos_protected_path);
	__type(value, struct haos_ipv6_address);
} protected_paths SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, BINDING_LIMIT);
	__type(key, struct haos_neighbor_target);
	__type(value, struct haos_neighbor_proxy);
} neighbor_proxies SEC(".maps");

/* A set: the value says nothing. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, WATCH_LIMIT);
	__type(key, struct haos_neighbor_target);
	__type(value, __u32);
} address_watches SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, LOCAL_ADDRESS_LIMIT);
	__type(key, struct haos_ipv6_address);
	__type(value, struct haos_local_address);
} local_addresses SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, INTERFACE_LIMIT);
	__type(key, __u32);
	__type(value, struct haos_interface);
} interfaces SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, GROUP_MEMBER_LIMIT);
	__type(key, struct haos_group_place);
	__type(value, struct haos_ipv6_address);
} group_members SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, RING_BUFFER_OCTETS);
} punted_packets SEC(".maps");

/* Of mobile nodes that renew their bindings: looked at before all others. */
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, RING_BUFFER_OCTETS);
} renewal_packets SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, haos_counter_count);
	__type(key, __u32);
	__type(value, __u64);
} counters SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct haos_token_bucket);
} error_tokens SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct haos_settings);
} settings SEC(".maps");

/* The direct way between two addresses; NULL without one. */
static __noinline struct haos_direct_way *find_direct_way(const struct haos_ipv6_address *own_address,
							   const struct haos_ipv6_address *home_address)
{
	struct haos_direct_way_key key = { .own_address = *own_address, .home_address = *home_address };

	return bpf_map_lookup_elem(&direct_ways, &key);
}

static __always_inline struct haos_settings *current_settings(void)
{
	__u32 only = 0;

	return bpf_map_lookup_elem(&settings, &only);
}

/*
 * How many octets may wait for the daemon before the rest of the ring buffer is left to what matters more: for packets of
 * which there may be many, and for those that keep to their shares (shares.h). The longer it may get, the longer a good
 * one among many others waits.
 */
#define CROWD (RING_BUFFER_OCTETS / 4)
#define MODEST_CROWD (RING_BUFFER_OCTETS / 2)

static __always_inline _Bool is_crowded(__u64 crowd)
{
	return bpf_ringbuf_query(&punted_packets, BPF_RB_AVAIL_DATA) > crowd;
}

/* Room that the stack of 512 octets has not. */
struct scratch {
	__u8 octets[SCRATCH_OCTETS];
	/* Headers to go before a packet. */
	__u8 headers[HEADERS_OCTETS];
	/* What the error that the headers are of counts as. */
	enum haos_counter error;
	/* Whom a packet for a group is tunnelled to. */
	struct haos_ipv6_address member;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct scratch);
} scratches SEC(".maps");

static __always_inline struct scratch *scratch(void)
{
	__u32 only = 0;

	return bpf_map_lookup_elem(&scratches, &only);
}
