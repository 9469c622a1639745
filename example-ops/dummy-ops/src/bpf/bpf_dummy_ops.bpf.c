// SPDX-License-Identifier: GPL-2.0
#include "bpf_dummy_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Doubles what is there, or says that nothing is. */
BPF_DUMMY_OPS_TEST_1(double_it, struct bpf_dummy_ops_state *cb)
{
	if (!cb)
		return -1;
	cb->val *= 2;
	return cb->val;
}

/* What arrives of an argument is as wide as its type. */
BPF_DUMMY_OPS_TEST_2(add_all, struct bpf_dummy_ops_state *cb, int a1, u16 a2, char a3, u64 a4)
{
	cb->val = 1;
	return a1 + a2 + a3 + a4;
}

BPF_DUMMY_OPS_TEST_SLEEPABLE(add_one, struct bpf_dummy_ops_state *cb)
{
	cb->val++;
	return 0;
}

SEC(".struct_ops.link")
struct bpf_dummy_ops dummy = {
	.test_1 = (void *)double_it,
	.test_2 = (void *)add_all,
	.test_sleepable = (void *)add_one,
};
