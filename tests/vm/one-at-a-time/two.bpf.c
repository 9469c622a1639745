// SPDX-License-Identifier: GPL-2.0
#include "exclusive_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

EXCLUSIVE_OPS_ENTER(enter_one)
{
	return 1;
}

EXCLUSIVE_OPS_ENTER(enter_two)
{
	return 2;
}

SEC(".struct_ops.link")
struct exclusive_ops one = {
	.enter = (void *)enter_one,
};

SEC(".struct_ops.link")
struct exclusive_ops two = {
	.enter = (void *)enter_two,
};
