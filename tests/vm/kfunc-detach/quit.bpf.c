// SPDX-License-Identifier: GPL-2.0
#include "quit_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

int calls;

/* Leaves in its third call. */
QUIT_OPS_WORK(quit_work)
{
	if (++calls == 3)
		quit_leave();
	return calls;
}

SEC(".struct_ops.link")
struct quit_ops quit = {
	.work = (void *)quit_work,
};
