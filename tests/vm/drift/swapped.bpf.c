// SPDX-License-Identifier: GPL-2.0
#include "drift_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

DRIFT_OPS_PLAY(play, u64 id, struct task_struct *who)
{
	return who ? id : -1;
}

SEC(".struct_ops.link")
struct drift_ops drift = {
	.volume = 50,
	.stop = (void *)play,
};
