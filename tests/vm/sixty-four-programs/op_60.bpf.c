// SPDX-License-Identifier: GPL-2.0
#include "full_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

FULL_OPS_OP_60(op_60)
{
	return 60;
}

SEC(".struct_ops.link")
struct full_ops full_ops = {
	.op_60 = (void *)op_60,
};
