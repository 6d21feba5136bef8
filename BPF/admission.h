/*
 * Which mobility packets the daemon is asked to look at (RFC 6275 section 15.1).
 *
 * A packet costs the daemon far more than it costs a program, so their number has bounds: for each source, and in all.
 * Those that say a home address whose binding is at their own source, which is how a mobile node renews a binding, know
 * no bound in all: whoever floods this node from elsewhere cannot keep them out. Of the others, those for home
 * addresses with a binding, as a mobile node's that moves, are bounded apart from those that nothing is known of.
 */
#pragma once

#include "parsing.h"
#include "verdicts.h"

/* How far ahead of its rate a source, or all of them, may be: nanoseconds. */
#define BURST_WINDOW 250000000ull
#define SOURCE_BUCKETS (1 << 16)
#define HOME_ADDRESS_OPTION 0xc9
#define OPTION_PAD1 0
#define DESTINATION_OPTION_LIMIT 8

enum admission_class {
	CLASS_BOUND_ELSEWHERE,
	CLASS_UNKNOWN,
	CLASS_LISTENER,
	CLASS_BOUND_HERE,
	CLASS_COUNT = CLASS_BOUND_HERE,
};

/* When a bucket is full again, in nanoseconds of the monotonic clock; sources share those that a hash tells. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, SOURCE_BUCKETS);
	__type(key, __u32);
	__type(value, __u64);
} source_buckets SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, CLASS_COUNT);
	__type(key, __u32);
	__type(value, __u64);
} class_buckets SEC(".maps");

/*
 * Takes a token; 0 when there is none. Processors that take at the same moment may take the same one: a bound is not
 * more exact than that.
 */
static __always_inline _Bool take_token(void *buckets, __u32 key, __u64 interval)
{
	__u64 *full_at = bpf_map_lookup_elem(buckets, &key);
	__u64 now = bpf_ktime_get_ns(), start;

	if (!full_at)
		return 0;
	start = *(volatile __u64 *)full_at;
	if (start < now)
		start = now;
	if (start - now > BURST_WINDOW)
		return 0;
	*(volatile __u64 *)full_at = start + interval;
	return 1;
}

/* Reads the Home Address option where it belongs, in the destination options after the IPv6 header; 0 without one. */
CHECKED_ONCE int home_address_option(struct __sk_buff *skb, __u32 network, struct haos_ipv6_address *home_address)
{
	struct {
		__u8 type;
		__u8 length;
	} option;
	__u32 offset = sizeof(struct ipv6_header) + 2;

	if (!home_address)
		return 0;
	for (int i = 0; i < DESTINATION_OPTION_LIMIT; i++) {
		if (bpf_skb_load_bytes(skb, network + offset, &option, sizeof(option)))
			return 0;
		if (option.type == HOME_ADDRESS_OPTION)
			return option.length == sizeof(*home_address) &&
			       !bpf_skb_load_bytes(skb, network + offset + sizeof(option), home_address,
						   sizeof(*home_address));
		offset += option.type == OPTION_PAD1 ? 1 : sizeof(option) + option.length;
	}
	return 0;
}

static __always_inline enum admission_class admission_class(const struct haos_ipv6_address *source,
							    const struct haos_ipv6_address *home_address)
{
	struct haos_binding *binding = bpf_map_lookup_elem(&bindings, home_address);

	if (!binding)
		return CLASS_UNKNOWN;
	if (equal(source, home_address) || equal(source, &binding->care_of_address))
		return CLASS_BOUND_HERE;
	return CLASS_BOUND_ELSEWHERE;
}

static __always_inline __u64 mixed(__u64 hash, __u64 value)
{
	hash = (hash ^ value) * 0x9e3779b97f4a7c15ull;
	return hash ^ hash >> 29;
}

/*
 * The bucket of a source. The seed is secret, so that nobody knows whose bucket he shares. A binding at its source has
 * one of its own: to empty it takes more than the care-of address. So have messages about multicast groups.
 */
static __always_inline __u32 source_bucket(const struct haos_settings *values, const struct haos_ipv6_address *source,
					   const struct haos_ipv6_address *home_address, enum admission_class class)
{
	__u64 hash = mixed(mixed(values->hash_seed, source->high), source->low);

	if (class == CLASS_BOUND_HERE || class == CLASS_LISTENER)
		hash = mixed(mixed(hash, home_address->high), home_address->low);
	return hash >> 48;
}

enum admission {
	REFUSED,
	ADMITTED,
	ADMITTED_BEFORE_OTHERS,
};

/* Whether the daemon is to see the mobility packet at `network`, and when; if not, the reason is counted. */
static __noinline enum admission admit_mobility(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct haos_ipv6_address source, home_address;
	struct haos_settings *values = current_settings();
	enum admission_class class;

	if (!header || !values)
		return REFUSED;
	source = home_address = header->source;
	if (header->next_header == NEXT_HEADER_DESTINATION_OPTIONS)
		home_address_option(skb, network, &home_address);
	class = admission_class(&source, &home_address);
	if (class != CLASS_BOUND_HERE && is_crowded()) {
		count(haos_counter_mobilityCrowdedOut);
		return REFUSED;
	}
	if (!take_token(&source_buckets, source_bucket(values, &source, &home_address, class),
			values->source_interval)) {
		count(haos_counter_mobilitySourceRateLimited);
		return REFUSED;
	}
	if (class != CLASS_BOUND_HERE && !take_token(&class_buckets, class, values->mobility_interval)) {
		count(haos_counter_mobilityRateLimited);
		return REFUSED;
	}
	return class == CLASS_BOUND_HERE ? ADMITTED_BEFORE_OTHERS : ADMITTED;
}

/*
 * Whether the daemon is to see a message about multicast groups that came through the tunnel whose header is at
 * `network`. Its bounds are those of mobility packets, but they take nothing from each other.
 */
static __noinline _Bool admit_listener(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));
	struct haos_settings *values = current_settings();
	struct haos_ipv6_address source;

	if (!header || !values)
		return 0;
	source = header->source;
	if (is_crowded()) {
		count(haos_counter_listenerMessagesCrowdedOut);
		return 0;
	}
	if (take_token(&source_buckets, source_bucket(values, &source, &source, CLASS_LISTENER),
		       values->source_interval) &&
	    take_token(&class_buckets, CLASS_LISTENER, values->mobility_interval))
		return 1;
	count(haos_counter_listenerMessagesRateLimited);
	return 0;
}
