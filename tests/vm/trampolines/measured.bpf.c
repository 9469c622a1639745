// SPDX-License-Identifier: GPL-2.0
#include "measured_ops.bpf.h"

/* What the programs do makes no difference to their trampolines. */
#pragma clang diagnostic ignored "-Wunused-parameter"

char LICENSE[] SEC("license") = "GPL";

MEASURED_OPS_OP_0_V(op_0_v)
{
}

MEASURED_OPS_OP_0_R(op_0_r)
{
	return 0;
}

MEASURED_OPS_OP_1_V(op_1_v, u64 a0)
{
}

MEASURED_OPS_OP_1_R(op_1_r, u64 a0)
{
	return 0;
}

MEASURED_OPS_OP_2_V(op_2_v, u64 a0, u64 a1)
{
}

MEASURED_OPS_OP_2_R(op_2_r, u64 a0, u64 a1)
{
	return 0;
}

MEASURED_OPS_OP_3_V(op_3_v, u64 a0, u64 a1, u64 a2)
{
}

MEASURED_OPS_OP_3_R(op_3_r, u64 a0, u64 a1, u64 a2)
{
	return 0;
}

MEASURED_OPS_OP_4_V(op_4_v, u64 a0, u64 a1, u64 a2, u64 a3)
{
}

MEASURED_OPS_OP_4_R(op_4_r, u64 a0, u64 a1, u64 a2, u64 a3)
{
	return 0;
}

MEASURED_OPS_OP_5_V(op_5_v, u64 a0, u64 a1, u64 a2, u64 a3, u64 a4)
{
}

MEASURED_OPS_OP_5_R(op_5_r, u64 a0, u64 a1, u64 a2, u64 a3, u64 a4)
{
	return 0;
}

MEASURED_OPS_OP_6_V(op_6_v, u64 a0, u64 a1, u64 a2, u64 a3, u64 a4, u64 a5)
{
}

MEASURED_OPS_OP_6_R(op_6_r, u64 a0, u64 a1, u64 a2, u64 a3, u64 a4, u64 a5)
{
	return 0;
}

MEASURED_OPS_OP_SPAN(op_span, u32 a, struct measured_span span)
{
	return a;
}

MEASURED_OPS_OP_SLEEP(op_sleep)
{
	return 0;
}

SEC(".struct_ops.link")
struct measured_ops measured_map = {
	.op_0_v = (void *)op_0_v,
	.op_0_r = (void *)op_0_r,
	.op_1_v = (void *)op_1_v,
	.op_1_r = (void *)op_1_r,
	.op_2_v = (void *)op_2_v,
	.op_2_r = (void *)op_2_r,
	.op_3_v = (void *)op_3_v,
	.op_3_r = (void *)op_3_r,
	.op_4_v = (void *)op_4_v,
	.op_4_r = (void *)op_4_r,
	.op_5_v = (void *)op_5_v,
	.op_5_r = (void *)op_5_r,
	.op_6_v = (void *)op_6_v,
	.op_6_r = (void *)op_6_r,
	.op_span = (void *)op_span,
	.op_sleep = (void *)op_sleep,
};
