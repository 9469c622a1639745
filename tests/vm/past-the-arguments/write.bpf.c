// SPDX-License-Identifier: GPL-2.0
#include "bpf_testmod_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

SEC("struct_ops/test_2")
int test_2(unsigned long long *ctx)
{
	ctx[0] = 1;
	return 0;
}

SEC(".struct_ops.link")
struct bpf_testmod_ops write_argument = {
	.test_2 = (void *)test_2,
};
