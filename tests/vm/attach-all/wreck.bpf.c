// SPDX-License-Identifier: GPL-2.0
#include "crew_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

SEC("kprobe/do_exit")
int watch_exit(void *ctx __attribute__((unused)))
{
	return 0;
}

SEC("kprobe/no_such_function")
int watch_nothing(void *ctx __attribute__((unused)))
{
	return 0;
}

CREW_OPS_CALL(call)
{
	return 1;
}

SEC(".struct_ops.link")
struct crew_ops crew = {
	.call = (void *)call,
};
