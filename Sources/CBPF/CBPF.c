#include "CBPF.h"

#include <stddef.h>

/* BPF_TCX_*; the headers of kernel 6.1 do not know them yet, nor does libbpf, which passes them on as they are. */
static const int tcx[] = { [haos_ingress] = 46, [haos_egress] = 47 };
/* BPF_F_BEFORE, which is as new: before all others, where none is named. */
static const __u32 before = 1u << 3;
static const enum bpf_tc_attach_point attach_points[] = {
	[haos_ingress] = BPF_TC_INGRESS,
	[haos_egress] = BPF_TC_EGRESS,
};

void haos_silence(void)
{
	libbpf_set_print(NULL);
}

struct bpf_object *haos_open_object(const void *octets, size_t size, char *log, size_t log_size)
{
	LIBBPF_OPTS(bpf_object_open_opts, options, .object_name = "haos", .kernel_log_buf = log,
		    .kernel_log_size = log_size);

	return bpf_object__open_mem(octets, size, &options);
}

int haos_attach_tcx(int program, __u32 interface_index, enum haos_direction direction, _Bool first)
{
	LIBBPF_OPTS(bpf_link_create_opts, options, .flags = first ? before : 0);

	return bpf_link_create(program, interface_index, tcx[direction], &options);
}

int haos_add_clsact(__u32 interface_index)
{
	LIBBPF_OPTS(bpf_tc_hook, hook, .ifindex = interface_index, .attach_point = BPF_TC_INGRESS);

	return bpf_tc_hook_create(&hook);
}

int haos_remove_clsact(__u32 interface_index)
{
	/* With both directions named, libbpf removes the qdisc itself. */
	LIBBPF_OPTS(bpf_tc_hook, hook, .ifindex = interface_index, .attach_point = BPF_TC_INGRESS | BPF_TC_EGRESS);

	return bpf_tc_hook_destroy(&hook);
}

int haos_attach_filter(struct haos_filter filter, int program)
{
	LIBBPF_OPTS(bpf_tc_hook, hook, .ifindex = filter.interface_index,
		    .attach_point = attach_points[filter.direction]);
	LIBBPF_OPTS(bpf_tc_opts, options, .handle = filter.handle, .priority = filter.priority, .prog_fd = program,
		    .flags = BPF_TC_F_REPLACE);

	return bpf_tc_attach(&hook, &options);
}

int haos_detach_filter(struct haos_filter filter)
{
	LIBBPF_OPTS(bpf_tc_hook, hook, .ifindex = filter.interface_index,
		    .attach_point = attach_points[filter.direction]);
	LIBBPF_OPTS(bpf_tc_opts, options, .handle = filter.handle, .priority = filter.priority);

	return bpf_tc_detach(&hook, &options);
}

__s64 haos_filter_program(struct haos_filter filter)
{
	LIBBPF_OPTS(bpf_tc_hook, hook, .ifindex = filter.interface_index,
		    .attach_point = attach_points[filter.direction]);
	LIBBPF_OPTS(bpf_tc_opts, options, .handle = filter.handle, .priority = filter.priority);
	int error = bpf_tc_query(&hook, &options);

	return error ? error : options.prog_id;
}

const char *haos_counter_name(enum haos_counter counter)
{
	static const char *const names[] = {
#define HAOS_COUNTER_NAME(name) #name,
		HAOS_COUNTERS(HAOS_COUNTER_NAME)
#undef HAOS_COUNTER_NAME
	};

	return counter < haos_counter_count ? names[counter] : "";
}
