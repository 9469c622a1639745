// SPDX-License-Identifier: GPL-2.0
#include "object_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

#define LARGEST 1000

OBJECT_OPS_FILTER(limit, u64 value)
{
	return value < LARGEST ? value : LARGEST;
}

/* The loader says which object it is for. */
SEC(".struct_ops.link")
struct object_ops object_ops = {
	.id = 1,
	.filter = (void *)limit,
};
