// SPDX-License-Identifier: GPL-2.0
#include "bpf_testmod_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

BPF_TESTMOD_OPS_TEST_1(one)
{
	return 1;
}

BPF_TESTMOD_OPS_TEST_1(two)
{
	return 2;
}

BPF_TESTMOD_OPS_TEST_2(product, int a, int b)
{
	return a * b;
}

SEC(".struct_ops.link")
struct bpf_testmod_ops first = {
	.test_1 = (void *)one,
	.test_2 = (void *)product,
};

SEC(".struct_ops.link")
struct bpf_testmod_ops second = {
	.test_1 = (void *)two,
};
