// SPDX-License-Identifier: GPL-2.0
#include "gpu_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

GPU_OPS_SUBMIT(foreign, struct gpu_job *job, struct gpu_ring *ring)
{
	return bpf_get_stackid(job, ring, 0) > 0;
}

SEC(".struct_ops.link")
struct gpu_ops foreign_ops = {
	.submit = (void *)foreign,
};
