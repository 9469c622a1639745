// SPDX-License-Identifier: GPL-2.0
#include "drift_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

DRIFT_OPS_PLAY(play, u64 id, struct task_struct *who)
{
	return who ? id : -1;
}

DRIFT_OPS_STOP(stop, struct drift_track *track)
{
	return track->id + 3;
}

SEC(".struct_ops.link")
struct drift_ops drift = {
	.volume = 50,
	.play = (void *)play,
	.stop = (void *)stop,
};
