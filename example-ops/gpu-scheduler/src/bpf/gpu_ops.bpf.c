// SPDX-License-Identifier: GPL-2.0
#include "gpu_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* The driver's own helper, under the number of bpf_get_cgroup_classid(). */
static long (*gpu_temperature)(u64 sensor) = (void *)17;

#define HOT 90
#define INTERACTIVE 100
#define CLIENTS 64

/* How many jobs of a client run. */
u64 running[CLIENTS];

GPU_OPS_SUBMIT(fair_submit, struct gpu_job *job, struct gpu_ring *ring)
{
	u32 client = job->client;

	if (client >= CLIENTS)
		return GPU_VERDICT_REJECT;
	/* A ring that is hot takes what a person waits for, and nothing else. */
	if (gpu_temperature(ring->index) > HOT && job->priority < INTERACTIVE)
		return GPU_VERDICT_DEFER;
	if (running[client] && ring->queued > 1)
		return GPU_VERDICT_DEFAULT;
	__sync_fetch_and_add(&running[client], 1);
	return GPU_VERDICT_RUN;
}

GPU_OPS_OVERDUE(fair_overdue, struct gpu_job *job, u64 late)
{
	if (job->priority >= INTERACTIVE)
		return GPU_TIMEOUT_EXTEND;
	return late > 4 * (u64)job->estimate ? GPU_TIMEOUT_KILL : GPU_TIMEOUT_DEFAULT;
}

GPU_OPS_DONE(fair_done, struct gpu_job *job)
{
	u32 client = job->client;

	if (client < CLIENTS && running[client])
		__sync_fetch_and_add(&running[client], -1);
}

SEC(".struct_ops.link")
struct gpu_ops gpu_ops = {
	.submit = (void *)fair_submit,
	.overdue = (void *)fair_overdue,
	.done = (void *)fair_done,
};
