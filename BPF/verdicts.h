/* What a program may say of a packet, and the counters that go with it. */
#pragma once

#include <linux/pkt_cls.h>

#include "maps.h"

/* On to the next filter of the interface and then to the kernel: never in the way of the operator's own filters. */
#define PASS TC_ACT_UNSPEC
#define DROP TC_ACT_SHOT

/* Where a packet comes from that a program works on. */
enum origin {
	/* Another node: it came in through an interface. */
	FROM_LINK,
	/* A mobile node, through its tunnel. */
	FROM_TUNNEL,
	/* This node itself, on its way out of an interface. */
	FROM_THIS_NODE,
	/* A group on a home link: a copy for one of its members, at the loopback interface. */
	FROM_GROUP,
};

/* What helpers answer with when they refuse; these are no numbers of the headers that programs can include. */
#define ERROR_INVALID (-22)
#define ERROR_ALREADY (-114)
#define ERROR_NOT_SUPPORTED (-524)

static __always_inline void count_many(enum haos_counter counter, __u64 number)
{
	__u32 key = counter;
	__u64 *value = bpf_map_lookup_elem(&counters, &key);

	if (value)
		*value += number;
}

static __always_inline void count(enum haos_counter counter)
{
	count_many(counter, 1);
}

/* Every drop has a name. */
static __always_inline int drop(enum haos_counter reason)
{
	count(reason);
	return DROP;
}
