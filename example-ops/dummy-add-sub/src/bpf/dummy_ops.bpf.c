// SPDX-License-Identifier: GPL-2.0
#include "dummy_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

DUMMY_OPS_ADD(dummy_add, int a, int b)
{
	return a + b;
}

DUMMY_OPS_SUB(dummy_sub, int a, int b)
{
	return a - b;
}

SEC(".struct_ops.link")
struct dummy_ops dummy_ops = {
	.add = (void *)dummy_add,
	.sub = (void *)dummy_sub,
};
