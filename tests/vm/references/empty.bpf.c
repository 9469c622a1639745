// SPDX-License-Identifier: GPL-2.0
#include "base.h"

REFS_OPS_PICK(pick, struct task_struct *from)
{
	bpf_printk("nothing for %d", from->pid);
	return NULL;
}

SEC(".struct_ops.link")
struct refs_ops refs = {
	.pick = (void *)pick,
};
