// SPDX-License-Identifier: GPL-2.0
#include "answer_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

ANSWER_OPS_ASK(ask)
{
	return 1;
}

#define ANSWER(name, ...) \
	SEC(".struct_ops.link") \
	struct answer_ops name = { .ask = (void *)ask, __VA_ARGS__ }

ANSWER(fine);
/* Unlike an errno, these would reach user space as descriptors. */
ANSWER(reg_one, .reg = 1);
ANSWER(validate_one, .validate = 1);
ANSWER(update_one, .update = 1);
ANSWER(reg_busy, .reg = -16);
ANSWER(update_huge, .update = -100000);
