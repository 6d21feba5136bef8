/* The maps of a mobile node; all others it shares with the programs of forwarding.bpf.c. */
#pragma once

#include "maps.h"
#include "mobile_node_structures.h"

#define MOBILE_HOME_LIMIT 64
#define MOBILE_ASSOCIATION_LIMIT 256
#define MOBILE_ROUTE_LIMIT (1 << 16)
#define MOBILE_ENTRANCE_LIMIT (1 << 12)
#define TUNNELLED_REPORT_LIMIT (1 << 12)

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, MOBILE_HOME_LIMIT);
	__type(key, struct haos_ipv6_address);
	__type(value, struct haos_mobile_home);
} mobile_homes SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, MOBILE_HOME_LIMIT);
	__type(key, struct haos_ipv6_address);
	__type(value, struct haos_mobile_tunnel);
} mobile_tunnels SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, MOBILE_HOME_LIMIT);
	__type(key, struct haos_ipv6_address);
	__type(value, struct haos_mobile_path);
} mobile_paths SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, MOBILE_ASSOCIATION_LIMIT);
	__type(key, struct haos_mobile_association);
	__type(value, struct haos_ipv6_address);
} mobile_associations SEC(".maps");

/* How packets leave from the care-of addresses of tunnels. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, MOBILE_HOME_LIMIT);
	__type(key, struct haos_ipv6_address);
	__type(value, struct haos_next_hop);
} mobile_next_hops SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, MOBILE_ROUTE_LIMIT);
	__type(key, struct haos_mobile_route_key);
	__type(value, struct haos_mobile_route);
} mobile_routes SEC(".maps");

/* Sets: the values say nothing. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, MOBILE_ENTRANCE_LIMIT);
	__type(key, struct haos_mobile_address);
	__type(value, __u32);
} mobile_addresses SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, MOBILE_ENTRANCE_LIMIT);
	__type(key, struct haos_mobile_entrance);
	__type(value, __u32);
} mobile_entrances SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct haos_mobile_listener);
} mobile_listener SEC(".maps");

/* When the daemon was last told that a correspondent sends through the tunnel; who is silent for long is forgotten. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, TUNNELLED_REPORT_LIMIT);
	__type(key, struct haos_mobile_route_key);
	__type(value, __u64);
} tunnelled_reports SEC(".maps");

/* The bound of all such reports: when the bucket is full again. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} tunnelled_report_bucket SEC(".maps");

/* Who listens to groups; NULL while nobody does. */
static __always_inline struct haos_mobile_listener *current_listener(void)
{
	const __u32 key = 0;
	struct haos_mobile_listener *listener = bpf_map_lookup_elem(&mobile_listener, &key);

	return listener && (listener->home_address.high | listener->home_address.low) ? listener : NULL;
}

static __always_inline struct haos_mobile_route *find_mobile_route(const struct haos_ipv6_address *home_address,
								   const struct haos_ipv6_address *correspondent)
{
	struct haos_mobile_route_key key = { .home_address = *home_address, .correspondent = *correspondent };

	return bpf_map_lookup_elem(&mobile_routes, &key);
}

/* Whether packets for the home address are taken at the care-of address. */
static __always_inline _Bool is_mobile_address(const struct haos_ipv6_address *home_address,
					       const struct haos_ipv6_address *care_of_address)
{
	struct haos_mobile_address key = { .home_address = *home_address, .care_of_address = *care_of_address };

	return bpf_map_lookup_elem(&mobile_addresses, &key) != NULL;
}

/* Whether packets for the home address are taken at the care-of address from the home agent's tunnel. */
static __always_inline _Bool is_mobile_entrance(const struct haos_ipv6_address *home_address,
						const struct haos_ipv6_address *care_of_address,
						const struct haos_ipv6_address *home_agent_address)
{
	struct haos_mobile_entrance key = {
		.address = { .home_address = *home_address, .care_of_address = *care_of_address },
		.home_agent_address = *home_agent_address,
	};

	return bpf_map_lookup_elem(&mobile_entrances, &key) != NULL;
}
