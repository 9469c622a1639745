// SPDX-License-Identifier: GPL-2.0
#include "dummy_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

#define COUNT_DOWN 0x1

/* Programs cannot read the instance: what they need, the module passes. */
DUMMY_OPS_NEXT(dummy_next, int last, u32 flags)
{
	return flags & COUNT_DOWN ? last - 1 : last + 1;
}

/* The loader may change these values until the object is loaded. */
SEC(".struct_ops.link")
struct dummy_ops dummy_ops = {
	.flags = 0,
	.start = 1,
	.next = (void *)dummy_next,
};
