// SPDX-License-Identifier: GPL-2.0
#include "bpf_testmod_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

SEC("struct_ops.s/test_1")
int test_1(unsigned long long *ctx __attribute__((unused)))
{
	return 1;
}

SEC(".struct_ops.link")
struct bpf_testmod_ops sleepable = {
	.test_1 = (void *)test_1,
};
