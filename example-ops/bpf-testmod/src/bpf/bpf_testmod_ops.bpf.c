// SPDX-License-Identifier: GPL-2.0
#include "bpf_testmod_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

BPF_TESTMOD_OPS_TEST_1(test_1)
{
	bpf_printk("BPF test_1 called!");
	return 42;
}

BPF_TESTMOD_OPS_TEST_2(test_2, int a, int b)
{
	int sum = a + b;

	bpf_printk("BPF test_2 called: %d + %d = %d", a, b, sum);
	return sum;
}

BPF_TESTMOD_OPS_TEST_3(test_3, const char *buf, int len)
{
	char text[64] = {};
	char start[5] = {};

	bpf_printk("BPF test_3 called with buffer length %d", len);
	if (structops_read(start, sizeof(start) - 1, buf, len) < 0)
		return -1;
	bpf_printk("Buffer content: '%s'", start);
	if (structops_read(text, sizeof(text) - 1, buf, len) < 0)
		return -1;
	bpf_printk("Full buffer: %s", text);
	return 0;
}

SEC(".struct_ops.link")
struct bpf_testmod_ops bpf_testmod_ops = {
	.test_1 = (void *)test_1,
	.test_2 = (void *)test_2,
	.test_3 = (void *)test_3,
};
