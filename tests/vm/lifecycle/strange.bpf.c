// SPDX-License-Identifier: GPL-2.0
#include "life_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct lamp_ops {
	u32 volume;
};

/* As an older trait had it. */
struct life_ops___old {
	u64 volume;
	char name[16];
	int (*beat)(void);
};

SEC(".struct_ops.link")
struct lamp_ops lamp = {
	.volume = 1,
};

SEC(".struct_ops.link")
struct life_ops___old old = {
	.volume = 1,
};
