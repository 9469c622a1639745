// SPDX-License-Identifier: GPL-2.0
#include "calls_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

CALLS_OPS_OP(calls_op, u32 value)
{
	return value + 1;
}

SEC(".struct_ops.link")
struct calls_ops attached = {
	.op = (void *)calls_op,
};
