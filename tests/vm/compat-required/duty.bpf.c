// SPDX-License-Identifier: GPL-2.0
#include "duty_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

DUTY_OPS_NEEDED(needed, u32 a) { return a + 1; }
DUTY_OPS_WANTED(wanted, u32 a) { return a + 2; }

#define INSTANCE(name, ...) \
	SEC("?.struct_ops.link") struct duty_ops name = { __VA_ARGS__ }

INSTANCE(whole, .must = 1, .may = 1, .needed = (void *)needed, .wanted = (void *)wanted);
INSTANCE(one, .must = 1, .may = 1, .needed = (void *)needed);
INSTANCE(one_data, .must = 1, .needed = (void *)needed, .wanted = (void *)wanted);
INSTANCE(two, .must = 1, .may = 1, .wanted = (void *)wanted);
INSTANCE(two_data, .may = 1, .needed = (void *)needed, .wanted = (void *)wanted);
INSTANCE(one_range, .must = 1, .may = 1, .narrowed = 50, .needed = (void *)needed,
	 .wanted = (void *)wanted);
INSTANCE(two_range, .must = 1, .may = 1, .widened = 50, .needed = (void *)needed,
	 .wanted = (void *)wanted);
