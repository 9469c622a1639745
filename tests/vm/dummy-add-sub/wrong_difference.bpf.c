// SPDX-License-Identifier: GPL-2.0
#include "dummy_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

DUMMY_OPS_ADD(add, int a, int b)
{
	return a + b;
}

DUMMY_OPS_SUB(sub, int a, int b)
{
	return b - a;
}

SEC(".struct_ops.link")
struct dummy_ops wrong_difference = {
	.add = (void *)add,
	.sub = (void *)sub,
};
