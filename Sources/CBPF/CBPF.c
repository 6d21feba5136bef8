#include "CBPF.h"

#include <stddef.h>

/* BPF_TCX_INGRESS; the headers of kernel 6.1 do not know it yet, nor does libbpf, which passes it on as it is. */
static const int tcx_ingress = 46;

void haos_silence(void)
{
	libbpf_set_print(NULL);
}

int haos_attach_tcx(int program, __u32 interface_index)
{
	return bpf_link_create(program, interface_index, tcx_ingress, NULL);
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
