// SPDX-License-Identifier: GPL-2.0
#include "base.h"

REFS_OPS_TAKE(take, struct task_struct *task)
{
	bpf_printk("kept %d", task->pid);
}

SEC(".struct_ops.link")
struct refs_ops refs = {
	.take = (void *)take,
};
