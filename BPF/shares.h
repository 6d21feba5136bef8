/*
 * Who keeps to his share of what the daemon can look at. Each source network, each site, and each home address has a
 * share of the rate of its kind; whoever asks for more is not refused for that, but waits behind those who do not. So
 * nobody who floods from a few networks, or for a few home addresses, is in the way of a mobile node that registers for
 * the first time, or moves. Against random sources, each of which asks once in a while, it does not help.
 *
 * Shares are counted in places that a hash tells, as in a count-min sketch: each has one in every row, and what others
 * have used up in one row may be left in another.
 */
#pragma once

#include "verdicts.h"

/* How far ahead of its rate who or what takes tokens may be: nanoseconds. */
#define BURST_WINDOW 250000000ull

#define SHARE_ROWS 2
#define SHARE_BUCKETS (1 << 16)
/* How many shares a rate has, as powers of two: 8192, and 256. */
#define NETWORK_SHARES 13
#define SITE_SHARES 8
#define HOME_ADDRESS_SHARES 13
/* How many tokens of a share may be taken at once, at least. */
#define SHARE_BURST 4

/* Whose share it is. */
enum share_holder {
	SHARE_OF_NETWORK,
	SHARE_OF_SITE,
	SHARE_OF_HOME_ADDRESS,
};

/* When a bucket is full again, in nanoseconds of the monotonic clock. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, SHARE_ROWS * SHARE_BUCKETS);
	__type(key, __u32);
	__type(value, __u64);
} share_buckets SEC(".maps");

/*
 * Takes a token, unless the bucket is ahead of its rate by more than `window`; 0 when there is none. Processors that take
 * at the same moment may take the same one: a bound is not more exact than that.
 */
static __always_inline _Bool take_token(void *buckets, __u32 key, __u64 interval, __u64 window)
{
	__u64 *full_at = bpf_map_lookup_elem(buckets, &key);
	__u64 now = bpf_ktime_get_ns(), start;

	if (!full_at)
		return 0;
	start = *(volatile __u64 *)full_at;
	if (start < now)
		start = now;
	if (start - now > window)
		return 0;
	*(volatile __u64 *)full_at = start + interval;
	return 1;
}

static __always_inline __u64 mixed(__u64 hash, __u64 value)
{
	hash = (hash ^ value) * 0x9e3779b97f4a7c15ull;
	return hash ^ hash >> 29;
}

/* Takes from a share at its places, which `hash` tells; 0 when nothing is left at any. */
static __noinline _Bool take_share(__u64 hash, __u64 interval)
{
	const __u64 burst = interval * (SHARE_BURST - 1), window = burst > BURST_WINDOW ? burst : BURST_WINDOW;
	const __u32 place = hash >> 48, other_place = hash >> 32 & (SHARE_BUCKETS - 1);
	_Bool is_left = take_token(&share_buckets, place, interval, window);

	return take_token(&share_buckets, SHARE_BUCKETS + other_place, interval, window) | is_left;
}

/* Whether a packet of a class from `source`, about `home_address`, keeps to its shares, and takes from them. */
static __always_inline _Bool keeps_to_shares(const struct haos_settings *values, __u32 class,
					     const struct haos_ipv6_address *source,
					     const struct haos_ipv6_address *home_address)
{
	const __u64 seed = mixed(values->hash_seed, class), interval = values->mobility_interval;
	const __u64 site = source->high & bpf_cpu_to_be64(~0xffffull);

	return take_share(mixed(mixed(seed, SHARE_OF_NETWORK), source->high), interval << NETWORK_SHARES) &&
	       take_share(mixed(mixed(seed, SHARE_OF_SITE), site), interval << SITE_SHARES) &&
	       take_share(mixed(mixed(mixed(seed, SHARE_OF_HOME_ADDRESS), home_address->high), home_address->low),
			  interval << HOME_ADDRESS_SHARES);
}
