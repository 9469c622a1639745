// SPDX-License-Identifier: GPL-2.0
#include "verdict_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

#define RULE(name, number) \
	VERDICT_OPS_JUDGE(judge_##name, u32 port) \
	{ \
		return port ? -number : 0; \
	} \
	SEC(".struct_ops.link") \
	struct verdict_ops name = { \
		.judge = (void *)judge_##name, \
	}

RULE(first, 1);
RULE(second, 2);
RULE(third, 3);
RULE(fourth, 4);
RULE(fifth, 5);
