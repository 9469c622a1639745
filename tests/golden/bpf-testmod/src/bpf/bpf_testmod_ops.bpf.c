// SPDX-License-Identifier: GPL-2.0
#include "bpf_testmod_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Called first. */
BPF_TESTMOD_OPS_TEST_1(bpf_testmod_test_1)
{
	bpf_printk("test_1()");
	return 0;
}

BPF_TESTMOD_OPS_TEST_2(bpf_testmod_test_2, int a, int b)
{
	bpf_printk("test_2(a=%d, b=%d)", a, b);
	return 0;
}

BPF_TESTMOD_OPS_TEST_3(bpf_testmod_test_3, const char *buf, int len)
{
	char buf_data[64] = {};

	structops_read(buf_data, sizeof(buf_data) - 1, buf, len);
	bpf_printk("test_3(buf=\"%s\", len=%d)", buf_data, len);
	return 0;
}

SEC(".struct_ops.link")
struct bpf_testmod_ops bpf_testmod_ops = {
	.test_1 = (void *)bpf_testmod_test_1,
	.test_2 = (void *)bpf_testmod_test_2,
	.test_3 = (void *)bpf_testmod_test_3,
};
