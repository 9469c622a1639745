// SPDX-License-Identifier: GPL-2.0
#include "gpu_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

GPU_OPS_SUBMIT(odd, struct gpu_job *job, struct gpu_ring *ring)
{
	return job->id + ring->queued + 77;
}

SEC(".struct_ops.link")
struct gpu_ops odd_ops = {
	.submit = (void *)odd,
};
