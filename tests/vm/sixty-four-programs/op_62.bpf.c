// SPDX-License-Identifier: GPL-2.0
#include "full_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

FULL_OPS_OP_62(op_62)
{
	return 62;
}

SEC(".struct_ops.link")
struct full_ops full_ops = {
	.op_62 = (void *)op_62,
};
