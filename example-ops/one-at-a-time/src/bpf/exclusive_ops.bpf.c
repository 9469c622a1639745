// SPDX-License-Identifier: GPL-2.0
#include "exclusive_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

#define LONG_ENOUGH (1 << 20)

static volatile bool inside;

static long idle(u64 index, void *end)
{
	return index >= *(u64 *)end;
}

EXCLUSIVE_OPS_ENTER(enter)
{
	u64 end = LONG_ENOUGH;

	if (inside)
		return 1;

	inside = true;
	/* Time for others to come in as well, if the module let them. */
	bpf_loop(LONG_ENOUGH, idle, &end, 0);
	inside = false;
	return 0;
}

SEC(".struct_ops.link")
struct exclusive_ops exclusive_ops = {
	.enter = (void *)enter,
};
