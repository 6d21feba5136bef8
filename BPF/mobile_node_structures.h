/*
 * What the eBPF programs of a mobile node and the daemon agree on: keys and values of their maps. The programs include it
 * by name, the daemon through CBPF.
 */
#pragma once

#include "structures.h"

/* Where packets leave to. */
struct haos_next_hop {
	/* The router's link-local address. */
	struct haos_ipv6_address router;
	/* 0: nowhere. */
	__u32 interface_index;
	__u32 reserved;
};

/* Map `mobile_homes`, by home address: the home addresses of this node, and the home link while it is there. */
struct haos_mobile_home {
	/* At home; nowhere while the node is away. */
	struct haos_next_hop next_hop;
	/* The bits that neighbors on the home link have in common with the home address. */
	struct haos_ipv6_address prefix_mask;
};

/* Map `mobile_tunnels`, by home address: the way through the home agent (RFC 6275 section 11.3.1). */
struct haos_mobile_tunnel {
	/* As at the other end: the care-of address is where it leads to, the home agent's, and the other one this node's. */
	struct haos_binding ends;
	struct haos_next_hop next_hop;
};

/* Map `mobile_paths`, by home address: how messages under ESP get to the home agent. */
struct haos_mobile_path {
	/* The home address itself at home. */
	struct haos_ipv6_address care_of_address;
	/* The router, or the home agent at home. */
	struct haos_next_hop next_hop;
};

/* The key of `mobile_associations`, whose values are home addresses: what ESP in a home agent's tunnel is for. */
struct haos_mobile_association {
	struct haos_ipv6_address home_agent_address;
	/* In network order. */
	__u32 security_parameter_index;
	__u32 reserved;
};

/* The key of `mobile_routes`: between whom. */
struct haos_mobile_route_key {
	struct haos_ipv6_address home_address;
	struct haos_ipv6_address correspondent;
};

/* Ports of one correspondent that are always reached through the home agent. */
#define HAOS_EXCLUDED_PORTS 16

/* Map `mobile_routes`: the direct way to a correspondent (RFC 6275 section 11.3.1). */
struct haos_mobile_route {
	struct haos_ipv6_address care_of_address;
	/* To the correspondent. */
	struct haos_path path;
	struct haos_next_hop next_hop;
	/* The daemon takes the counts over to a new care-of address. */
	__u64 packets_sent;
	__u64 packets_received;
	/* In network order; the first 0 ends them. */
	__u16 excluded_ports[HAOS_EXCLUDED_PORTS];
};

/* The key of `mobile_addresses`, a set: the care-of addresses where packets for a home address are taken. */
struct haos_mobile_address {
	struct haos_ipv6_address home_address;
	struct haos_ipv6_address care_of_address;
};

/* The key of `mobile_entrances`, a set: the tunnels that packets are taken from (RFC 6275 section 5.5). */
struct haos_mobile_entrance {
	struct haos_mobile_address address;
	struct haos_ipv6_address home_agent_address;
};

/* Map `mobile_listener`, its only element: who listens to groups for all programs of this node. */
struct haos_mobile_listener {
	/* Through whose home agent they are listened to; :: for none. */
	struct haos_ipv6_address home_address;
	/* The interface of home addresses, where programs listen. */
	__u32 interface_index;
	__u32 reserved;
};

_Static_assert(sizeof(struct haos_next_hop) == 24, "shared with the daemon");
_Static_assert(sizeof(struct haos_mobile_home) == 40, "shared with the daemon");
_Static_assert(sizeof(struct haos_mobile_tunnel) == 80, "shared with the daemon");
_Static_assert(sizeof(struct haos_mobile_path) == 40, "shared with the daemon");
_Static_assert(sizeof(struct haos_mobile_association) == 24, "shared with the daemon");
_Static_assert(sizeof(struct haos_mobile_route_key) == 32, "shared with the daemon");
_Static_assert(sizeof(struct haos_mobile_route) == 104, "shared with the daemon");
_Static_assert(sizeof(struct haos_mobile_entrance) == 48, "shared with the daemon");
_Static_assert(sizeof(struct haos_mobile_listener) == 24, "shared with the daemon");
