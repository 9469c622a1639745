// SPDX-License-Identifier: GPL-2.0
#include "base.h"

REFS_OPS_TAKE(take, struct task_struct *task)
{
	bpf_printk("took %d", task->pid);
	bpf_task_release(task);
}

REFS_OPS_PICK(pick, struct task_struct *from)
{
	return bpf_task_acquire(from);
}

REFS_OPS_PASS(pass, struct task_struct *task)
{
	return task;
}

SEC(".struct_ops.link")
struct refs_ops refs = {
	.take = (void *)take,
	.pick = (void *)pick,
	.pass = (void *)pass,
};
