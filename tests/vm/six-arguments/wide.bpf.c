// SPDX-License-Identifier: GPL-2.0
#include "wide_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

WIDE_OPS_SIX(six, s8 a, u16 b, s64 c, u64 d, bool e, int f)
{
	bpf_printk("six %d %u %lld", a, b, c);
	bpf_printk("six %llu %d %d", d, e, f);
	return c * 1000000000;
}

SEC(".struct_ops.link")
struct wide_ops wide = {
	.six = (void *)six,
};
