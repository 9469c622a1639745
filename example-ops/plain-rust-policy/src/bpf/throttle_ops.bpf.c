// SPDX-License-Identifier: GPL-2.0
#include "throttle_ops.bpf.h"

/* The same policy in Rust, with its tests, is in src/policy.rs. */

#define BYTES_PER_MS 4096

char LICENSE[] SEC("license") = "GPL";

THROTTLE_OPS_DELAY(throttle_delay, struct task_struct *task,
		   struct throttle_request *request)
{
	u64 turns, delay;
	int niceness;

	/* The first task of all never waits. */
	if (task->pid == 1)
		return 0;
	turns = request->bytes / BYTES_PER_MS + request->queued;
	niceness = task->prio > THROTTLE_NORMAL_PRIO ?
		   task->prio - THROTTLE_NORMAL_PRIO : 0;
	if (niceness > 19)
		niceness = 19;
	delay = turns * (1 + niceness);
	return delay < THROTTLE_MAX_DELAY ? delay : THROTTLE_MAX_DELAY;
}

THROTTLE_OPS_GRANT(throttle_grant, struct task_struct *task, u32 tokens)
{
	if (!task)
		return tokens / 2;
	return task->prio < THROTTLE_NORMAL_PRIO ? tokens : tokens / 4;
}

SEC(".struct_ops.link")
struct throttle_ops throttle_ops = {
	.delay = (void *)throttle_delay,
	.grant = (void *)throttle_grant,
};
