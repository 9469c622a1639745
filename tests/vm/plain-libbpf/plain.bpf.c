// SPDX-License-Identifier: GPL-2.0
/* Written without a generated header: the struct is typed in again, as tutorials do. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* BPF_PROG has a context that few programs look at. */
#pragma clang diagnostic ignored "-Wunused-parameter"

struct bpf_testmod_ops {
	int (*test_1)(void);
	int (*test_2)(int a, int b);
	int (*test_3)(const char *buf, int len);
};

char _license[] SEC("license") = "GPL";

SEC("struct_ops/test_1")
int BPF_PROG(answer)
{
	return 42;
}

SEC("struct_ops/test_2")
int BPF_PROG(sum, int a, int b)
{
	return a + b;
}

SEC("struct_ops/test_3")
int BPF_PROG(first, const char *buf, int len)
{
	char c = 0;

	bpf_probe_read_kernel(&c, 1, buf);
	bpf_printk("plain libbpf got %d bytes from '%c'", len, c);
	return 0;
}

SEC(".struct_ops")
struct bpf_testmod_ops handmade = {
	.test_1 = (void *)answer,
	.test_2 = (void *)sum,
	.test_3 = (void *)first,
};
