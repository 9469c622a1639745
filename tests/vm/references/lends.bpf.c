// SPDX-License-Identifier: GPL-2.0
#include "base.h"

REFS_OPS_PICK(pick, struct task_struct *from)
{
	return from;
}

SEC(".struct_ops.link")
struct refs_ops refs = {
	.pick = (void *)pick,
};
