// SPDX-License-Identifier: GPL-2.0
#include "long_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

LONG_OPS_TWELVE(twelve, u8 a, s8 b, u16 c, s16 d, u32 e, int f, u64 g, s64 h,
		u8 i, s16 j, u32 k, s64 l)
{
	bpf_printk("first %d %d %d %d %d %d", a, b, c, d, e, f);
	bpf_printk("last %lld %lld %d %d %d %lld", g, h, i, j, k, l);
	return l;
}

SEC(".struct_ops.link")
struct long_ops longer = {
	.twelve = (void *)twelve,
};
