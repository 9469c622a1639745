// SPDX-License-Identifier: GPL-2.0
#include "forty_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Each op has a program of its own, and each returns a number that no other returns. */
#define OP(number) \
	FORTY_OPS_OP_##number(op_##number) \
	{ \
		return 1000 + number; \
	}

OP(1) OP(2) OP(3) OP(4) OP(5) OP(6) OP(7) OP(8)
OP(9) OP(10) OP(11) OP(12) OP(13) OP(14) OP(15) OP(16)
OP(17) OP(18) OP(19) OP(20) OP(21) OP(22) OP(23) OP(24)
OP(25) OP(26) OP(27) OP(28) OP(29) OP(30) OP(31) OP(32)
OP(33) OP(34) OP(35) OP(36) OP(37) OP(38) OP(39) OP(40)

#define SLOT(number) .op_##number = (void *)op_##number

SEC(".struct_ops.link")
struct forty_ops forty_ops = {
	SLOT(1), SLOT(2), SLOT(3), SLOT(4), SLOT(5), SLOT(6), SLOT(7), SLOT(8),
	SLOT(9), SLOT(10), SLOT(11), SLOT(12), SLOT(13), SLOT(14), SLOT(15), SLOT(16),
	SLOT(17), SLOT(18), SLOT(19), SLOT(20), SLOT(21), SLOT(22), SLOT(23), SLOT(24),
	SLOT(25), SLOT(26), SLOT(27), SLOT(28), SLOT(29), SLOT(30), SLOT(31), SLOT(32),
	SLOT(33), SLOT(34), SLOT(35), SLOT(36), SLOT(37), SLOT(38), SLOT(39), SLOT(40),
};
