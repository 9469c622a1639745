// SPDX-License-Identifier: GPL-2.0
/* Every task runs for a while, in the order in which they became runnable. */
#include "sched_ext_ops.bpf.h"

/* A scheduler need not look at all that it gets. */
#pragma clang diagnostic ignored "-Wunused-parameter"

#define SLICE_NS (5 * 1000 * 1000ULL)

char LICENSE[] SEC("license") = "GPL";

extern void scx_bpf_dsq_insert(struct task_struct *p, u64 dsq_id, u64 slice, u64 enq_flags) __ksym;

__u64 tasks;
__u64 enqueued;
__u64 runs;
__u64 exits;

SCHED_EXT_OPS_ENQUEUE(fifo_enqueue, struct task_struct *p, u64 enq_flags)
{
	__sync_fetch_and_add(&enqueued, 1);
	scx_bpf_dsq_insert(p, SCX_DSQ_GLOBAL, SLICE_NS, enq_flags);
}

SCHED_EXT_OPS_RUNNING(fifo_running, struct task_struct *p)
{
	__sync_fetch_and_add(&runs, 1);
}

SCHED_EXT_OPS_INIT_TASK(fifo_init_task, struct task_struct *p, struct scx_init_task_args *args)
{
	__sync_fetch_and_add(&tasks, 1);
	return 0;
}

SCHED_EXT_OPS_EXIT(fifo_exit, struct scx_exit_info *info)
{
	__sync_fetch_and_add(&exits, 1);
}

SEC(".struct_ops.link")
struct sched_ext_ops fifo = {
	.enqueue = (void *)fifo_enqueue,
	.running = (void *)fifo_running,
	.init_task = (void *)fifo_init_task,
	.exit = (void *)fifo_exit,
	.name = "so_fifo",
};
