// SPDX-License-Identifier: GPL-2.0
#include "full_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

FULL_OPS_OP_61(op_61)
{
	return 61;
}

SEC(".struct_ops.link")
struct full_ops full_ops = {
	.op_61 = (void *)op_61,
};
