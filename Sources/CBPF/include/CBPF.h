/* libbpf, and the structures that daemon and eBPF programs share. */
#pragma once

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "../../../BPF/mobile_node_structures.h"
#include "../../../BPF/structures.h"

/* Keeps libbpf from writing to standard error: every failure is thrown, with the verifier's log. */
void haos_silence(void);

/*
 * Options of libbpf are filled in here and not in Swift: libbpf refuses them unless every octet past the fields that it
 * knows is zero, padding included. All functions return 0, or what they are for, or a negative errno.
 */

/* Reads an object file from memory; the kernel's log of a load that fails is put in `log`. NULL with errno set. */
struct bpf_object *haos_open_object(const void *octets, size_t size, char *log, size_t log_size);

/* Where a program sees an interface's packets. */
enum haos_direction {
	haos_ingress,
	haos_egress,
};

/*
 * Attaches a program to an interface through tcx, which kernels have from 6.6 on: before all others that are there, or
 * behind them. Returns the descriptor of the link, which ends with its last descriptor; or a negative errno, -EINVAL from
 * a kernel without tcx.
 */
int haos_attach_tcx(int program, __u32 interface_index, enum haos_direction direction, _Bool first);

/* Adds a clsact qdisc; -EEXIST if the interface has one. */
int haos_add_clsact(__u32 interface_index);

/* Removes the clsact qdisc, with all of its filters. */
int haos_remove_clsact(__u32 interface_index);

/* A filter that runs a program at one end of a clsact qdisc. */
struct haos_filter {
	__u32 interface_index;
	enum haos_direction direction;
	__u32 handle;
	__u32 priority;
};

/* Adds a filter, or replaces its program. */
int haos_attach_filter(struct haos_filter filter, int program);

/* Removes a filter. */
int haos_detach_filter(struct haos_filter filter);

/* The kernel's identifier of the program that a filter runs; or a negative errno. */
__s64 haos_filter_program(struct haos_filter filter);

/* The operator's name of a counter. */
const char *haos_counter_name(enum haos_counter counter);
