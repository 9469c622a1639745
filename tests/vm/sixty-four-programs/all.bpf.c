// SPDX-License-Identifier: GPL-2.0
#include "full_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

#define OP(number) \
	FULL_OPS_OP_##number(op_##number) \
	{ \
		return 1000 + number; \
	}

OP(1) OP(2) OP(3) OP(4) OP(5) OP(6) OP(7) OP(8)
OP(9) OP(10) OP(11) OP(12) OP(13) OP(14) OP(15) OP(16)
OP(17) OP(18) OP(19) OP(20) OP(21) OP(22) OP(23) OP(24)
OP(25) OP(26) OP(27) OP(28) OP(29) OP(30) OP(31) OP(32)
OP(33) OP(34) OP(35) OP(36) OP(37) OP(38) OP(39) OP(40)
OP(41) OP(42) OP(43) OP(44) OP(45) OP(46) OP(47) OP(48)
OP(49) OP(50) OP(51) OP(52) OP(53) OP(54) OP(55) OP(56)
OP(57) OP(58) OP(59) OP(60) OP(61) OP(62) OP(63) OP(64)

#define SLOT(number) .op_##number = (void *)op_##number

SEC(".struct_ops.link")
struct full_ops full_ops = {
	SLOT(1), SLOT(2), SLOT(3), SLOT(4), SLOT(5), SLOT(6), SLOT(7), SLOT(8),
	SLOT(9), SLOT(10), SLOT(11), SLOT(12), SLOT(13), SLOT(14), SLOT(15), SLOT(16),
	SLOT(17), SLOT(18), SLOT(19), SLOT(20), SLOT(21), SLOT(22), SLOT(23), SLOT(24),
	SLOT(25), SLOT(26), SLOT(27), SLOT(28), SLOT(29), SLOT(30), SLOT(31), SLOT(32),
	SLOT(33), SLOT(34), SLOT(35), SLOT(36), SLOT(37), SLOT(38), SLOT(39), SLOT(40),
	SLOT(41), SLOT(42), SLOT(43), SLOT(44), SLOT(45), SLOT(46), SLOT(47), SLOT(48),
	SLOT(49), SLOT(50), SLOT(51), SLOT(52), SLOT(53), SLOT(54), SLOT(55), SLOT(56),
	SLOT(57), SLOT(58), SLOT(59), SLOT(60), SLOT(61), SLOT(62), SLOT(63), SLOT(64),
};
