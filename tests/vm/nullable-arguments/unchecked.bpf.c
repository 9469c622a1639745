// SPDX-License-Identifier: GPL-2.0
#include "greeter_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* May be called with NULL, and does not look. */
GREETER_OPS_WELCOME(welcome, struct task_struct *task)
{
	return task->tgid;
}

SEC(".struct_ops.link")
struct greeter_ops greeter = {
	.welcome = (void *)welcome,
};
