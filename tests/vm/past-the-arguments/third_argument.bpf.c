// SPDX-License-Identifier: GPL-2.0
#include "bpf_testmod_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

SEC("struct_ops/test_2")
int test_2(unsigned long long *ctx)
{
	return (int)ctx[2];
}

SEC(".struct_ops.link")
struct bpf_testmod_ops third_argument = {
	.test_2 = (void *)test_2,
};
