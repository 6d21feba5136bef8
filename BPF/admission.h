/*
 * Which mobility packets the daemon is asked to look at (RFC 6275 section 15.1).
 *
 * A packet costs the daemon far more than it costs a program, so their number has bounds: for each source, and in all.
 * Those that say a home address whose binding is at their own source, which is how a mobile node renews a binding, know
 * no bound in all: whoever floods this node from elsewhere cannot keep them out. Of the others, those for home
 * addresses with a binding, as a mobile node's that moves, are bounded apart from those that nothing is known of.
 */
#pragma once

#include "home_address_option.h"
#include "verdicts.h"

/* How far ahead of its rate a source, or all of them, may be: nanoseconds. */
#define BURST_WINDOW 250000000ull
#define SOURCE_BUCKETS (1 << 16)

enum admission_class {
	CLASS_BOUND_ELSEWHERE,
	CLASS_UNKNOWN,
	CLASS_LISTENER,
	CLASS_UNVERIFIED,
	CLASS_UNREACHABLE,
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

static __always_inline enum admission_class admission_class(const struct ipv6_header *header,
							    const struct haos_ipv6_address *home_address)
{
	struct haos_binding *binding = bpf_map_lookup_elem(&bindings, home_address);
	struct haos_direct_way *way = find_direct_way(&header->destination, home_address);
	const struct haos_ipv6_address *source = &header->source;

	__u32 is_bound = binding != NULL;

	if (binding && equal(source, &binding->care_of_address))
		return CLASS_BOUND_HERE;
	/* Else the compiler looks at both pointers in one, which the verifier does not let it. */
	barrier_var(is_bound);
	if (way) {
		if (equal(source, &way->care_of_address))
			return CLASS_BOUND_HERE;
		is_bound = 1;
	}
	if (!is_bound)
		return CLASS_UNKNOWN;
	return equal(source, home_address) ? CLASS_BOUND_HERE : CLASS_BOUND_ELSEWHERE;
}

static __always_inline __u64 mixed(__u64 hash, __u64 value)
{
	hash = (hash ^ value) * 0x9e3779b97f4a7c15ull;
	return hash ^ hash >> 29;
}

/*
 * The bucket of a source. The seed is secret, so that nobody knows whose bucket he shares. A binding at its source has
 * one of its own: to empty it takes more than the care-of address. So have messages about multicast groups, and each
 * kind of report.
 */
static __always_inline __u32 source_bucket(const struct haos_settings *values, const struct haos_ipv6_address *source,
					   const struct haos_ipv6_address *home_address, enum admission_class class)
{
	__u64 hash = mixed(mixed(values->hash_seed, source->high), source->low);

	if (class >= CLASS_LISTENER)
		hash = mixed(mixed(mixed(hash, class), home_address->high), home_address->low);
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
	struct haos_settings *values = current_settings();
	struct haos_ipv6_address home_address;
	enum admission_class class;
	struct ipv6_header header;
	__u32 option;

	if (!values || bpf_skb_load_bytes(skb, network, &header, sizeof(header)))
		return REFUSED;
	home_address = header.source;
	option = find_home_address_option(skb, network);
	if (option)
		bpf_skb_load_bytes(skb, network + option + 2, &home_address, sizeof(home_address));
	class = admission_class(&header, &home_address);
	if (class != CLASS_BOUND_HERE && is_crowded()) {
		count(haos_counter_mobilityCrowdedOut);
		return REFUSED;
	}
	if (!take_token(&source_buckets, source_bucket(values, &header.source, &home_address, class),
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
 * Whether the daemon is to see a packet from `source` of a class that has bounds of its own: they are as those of mobility
 * packets, but take nothing from each other. The counters say of the others why not.
 */
static __noinline _Bool admit(const struct haos_ipv6_address *source, enum admission_class class,
			      enum haos_counter crowded_out, enum haos_counter rate_limited)
{
	struct haos_settings *values = current_settings();

	if (!values)
		return 0;
	if (is_crowded()) {
		count(crowded_out);
		return 0;
	}
	if (take_token(&source_buckets, source_bucket(values, source, source, class), values->source_interval) &&
	    take_token(&class_buckets, class, values->mobility_interval))
		return 1;
	count(rate_limited);
	return 0;
}

/* Whether it is to see a message about multicast groups that came through the tunnel whose header is at `network`. */
static __always_inline _Bool admit_listener(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));

	return header && admit(&header->source, CLASS_LISTENER, haos_counter_listenerMessagesCrowdedOut,
			       haos_counter_listenerMessagesRateLimited);
}
