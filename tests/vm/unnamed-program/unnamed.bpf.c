// SPDX-License-Identifier: GPL-2.0
#include "bpf_testmod_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

BPF_TESTMOD_OPS_TEST_2(test_2, int a, int b)
{
	return a * b;
}

SEC(".struct_ops.link")
struct bpf_testmod_ops unnamed = {
	.test_2 = (void *)test_2,
};

/* As `structops-gen generate` appends it: the instance does not name it yet. */
BPF_TESTMOD_OPS_TEST_1(test_1)
{
	return 99;
}
