/* libbpf, and the structures that daemon and eBPF programs share. */
#pragma once

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
