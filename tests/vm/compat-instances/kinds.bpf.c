// SPDX-License-Identifier: GPL-2.0
#include "choice_ops.bpf.h"
#include "fall_ops.bpf.h"
#include "help_ops.bpf.h"
#include "label_ops.bpf.h"
#include "link_ops.bpf.h"
#include "many_ops.bpf.h"
#include "trade_ops.bpf.h"
#include "turn_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

#define INSTANCE(type, name, ...) \
	SEC("?.struct_ops.link") struct type name = { __VA_ARGS__ }

LINK_OPS_BASE(link_base, u32 a) { return a + 1; }
SEC("?.struct_ops") struct link_ops plain = { .base = (void *)link_base };
INSTANCE(link_ops, linked, .base = (void *)link_base);

MANY_OPS_BASE(many_base, u32 a) { return a + 1; }
INSTANCE(many_ops, many_one, .base = (void *)many_base);
INSTANCE(many_ops, many_two, .base = (void *)many_base);

LABEL_OPS_BASE(label_base, u32 a) { return a + 1; }
INSTANCE(label_ops, label_one, .id = 1, .base = (void *)label_base);
INSTANCE(label_ops, label_same, .id = 1, .base = (void *)label_base);
INSTANCE(label_ops, label_two, .id = 2, .base = (void *)label_base);

TRADE_OPS_BASE(trade_base, u32 a) { return a + 1; }
INSTANCE(trade_ops, trade_one, .base = (void *)trade_base);
INSTANCE(trade_ops, trade_two, .base = (void *)trade_base);

HELP_OPS_BASE(help_base, u32 a) { return bpf_ktime_get_ns() ? a + 1 : 0; }
INSTANCE(help_ops, helped, .base = (void *)help_base);

CHOICE_OPS_BASE(choice_base, u32 a) { return a + 1; }
CHOICE_OPS_OTHER(choice_other) { return 3; }
INSTANCE(choice_ops, neither, .base = (void *)choice_base);
INSTANCE(choice_ops, other, .base = (void *)choice_base, .other = (void *)choice_other);

FALL_OPS_BASE(fall_base, u32 a) { return a + 1; }
/* An errno: what refuses an attach is a number like another one elsewhere. */
FALL_OPS_COMES(fall_comes) { return -5; }
INSTANCE(fall_ops, left_out, .base = (void *)fall_base);
INSTANCE(fall_ops, set, .plain = 1, .base = (void *)fall_base);
INSTANCE(fall_ops, comes, .comes = (void *)fall_comes);

/* Somebody who is in the program sees whether somebody else is. */
static volatile u32 inside;

static int nothing(u32 index __attribute__((unused)), void *context __attribute__((unused)))
{
	return 0;
}

TURN_OPS_BASE(turn_base, u32 a)
{
	u32 met = inside;

	inside = 1;
	bpf_loop(1 << 20, nothing, NULL, 0);
	inside = 0;
	return met ? 100 : a;
}
INSTANCE(turn_ops, turn, .base = (void *)turn_base);
