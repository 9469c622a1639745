// SPDX-License-Identifier: GPL-2.0
#include "base.h"

struct task_struct___more {
	struct task_struct *last_wakee;
} __attribute__((preserve_access_index));

/* Neither trusted nor protected by RCU. */
SHELF_OPS_PLAY(play, u32 id, struct task_struct *listener)
{
	struct task_struct___more *more = (void *)listener;

	return id + shelf_favourite(more->last_wakee);
}

SEC(".struct_ops.link")
struct shelf_ops shelf = {
	.play = (void *)play,
};
