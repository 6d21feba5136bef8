/*
 * Which mobility packets the daemon is asked to look at (RFC 6275 section 15.1).
 *
 * A packet costs the daemon far more than it costs a program, so their number has bounds: for each source, and in all.
 * Those that say a home address whose binding is at their own source, which is how a mobile node renews a binding, know
 * no bound in all: whoever floods this node from elsewhere cannot keep them out. Of the others, those for home
 * addresses with a binding, as a mobile node's that moves, are bounded apart from those that nothing is known of; and of
 * each kind, those that keep to their shares (shares.h) go before those that do not.
 */
#pragma once

#include "home_address_option.h"
#include "shares.h"

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
	ADMITTED,
	CROWDED_OUT,
	SOURCE_LIMITED,
	RATE_LIMITED,
};

/* Whether the daemon is to see a packet of a class from `source`, about `home_address`; if not, why not. */
static __noinline enum admission admission_of(const struct haos_ipv6_address *source,
					      const struct haos_ipv6_address *home_address, enum admission_class class)
{
	struct haos_settings *values = current_settings();
	_Bool is_modest;

	if (!values)
		return RATE_LIMITED;
	if (!take_token(&source_buckets, source_bucket(values, source, home_address, class), values->source_interval,
			BURST_WINDOW))
		return SOURCE_LIMITED;
	if (class == CLASS_BOUND_HERE)
		return ADMITTED;
	is_modest = keeps_to_shares(values, class, source, home_address);
	if (is_crowded(is_modest ? MODEST_CROWD : CROWD))
		return CROWDED_OUT;
	return take_token(&class_buckets, class, values->mobility_interval,
			  is_modest ? BURST_WINDOW : BURST_WINDOW / 2) ?
		       ADMITTED :
		       RATE_LIMITED;
}

/*
 * Whether the daemon is to see the mobility packet at `network`; if not, the reason is counted. It comes before others if
 * it renews a binding.
 */
static __noinline _Bool admit_mobility(struct __sk_buff *skb, __u32 network, _Bool *renews)
{
	struct haos_ipv6_address home_address;
	enum admission_class class;
	enum admission admission;
	struct ipv6_header header;
	__u32 option;

	if (bpf_skb_load_bytes(skb, network, &header, sizeof(header)))
		return 0;
	home_address = header.source;
	option = find_home_address_option(skb, network);
	if (option)
		bpf_skb_load_bytes(skb, network + option + 2, &home_address, sizeof(home_address));
	class = admission_class(&header, &home_address);
	*renews = class == CLASS_BOUND_HERE;
	admission = admission_of(&header.source, &home_address, class);
	if (admission != ADMITTED)
		count(admission == CROWDED_OUT ? haos_counter_mobilityCrowdedOut :
		      admission == SOURCE_LIMITED ? haos_counter_mobilitySourceRateLimited :
						    haos_counter_mobilityRateLimited);
	return admission == ADMITTED;
}

/* The same for other packets from `source`: they are bounded as mobility packets are, but take nothing from each other. */
static __noinline _Bool admit(const struct haos_ipv6_address *source, enum admission_class class,
			      enum haos_counter crowded_out, enum haos_counter rate_limited)
{
	enum admission admission = admission_of(source, source, class);

	if (admission != ADMITTED)
		count(admission == CROWDED_OUT ? crowded_out : rate_limited);
	return admission == ADMITTED;
}

/*
 * Whether it is to see a message about multicast groups that came through the tunnel whose header is at `network`; only
 * where a mobile node is do tunnels begin.
 */
static __always_inline _Bool admit_listener(struct __sk_buff *skb, __u32 network)
{
	struct ipv6_header *header = octets_at(skb, network, sizeof(*header));

	if (!header)
		return 0;
	if (!bpf_map_lookup_elem(&care_of_addresses, &header->source)) {
		count(haos_counter_reverseTunnelWrongCareOfAddress);
		return 0;
	}
	return admit(&header->source, CLASS_LISTENER, haos_counter_listenerMessagesCrowdedOut,
		     haos_counter_listenerMessagesRateLimited);
}
