// SPDX-License-Identifier: GPL-2.0
#include "bpf_testmod_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

BPF_TESTMOD_OPS_TEST_1(test_1)
{
	return 7;
}

SEC(".struct_ops")
struct bpf_testmod_ops plain = {
	.test_1 = (void *)test_1,
};
