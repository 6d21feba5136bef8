/* libbpf, and the structures that daemon and eBPF programs share. */
#pragma once

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "../../../BPF/structures.h"

/* Keeps libbpf from writing to standard error: every failure is thrown, with the verifier's log. */
void haos_silence(void);

/*
 * Attaches a program at an interface's ingress through tcx, which kernels have from 6.6 on. Returns the descriptor of
 * the link, which ends with its last descriptor; or a negative errno, EINVAL from a kernel without tcx.
 */
int haos_attach_tcx(int program, __u32 interface_index);

/* The operator's name of a counter. */
const char *haos_counter_name(enum haos_counter counter);
