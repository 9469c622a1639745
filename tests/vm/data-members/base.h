/* SPDX-License-Identifier: GPL-2.0 */
#include "player_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

PLAYER_OPS_PLAY(play, struct player_track *track, enum player_mode mode)
{
	return track->id + track->volume + mode + 40;
}

PLAYER_OPS_SEEK(seek, struct task_struct *who)
{
	return who ? who->pid : -1;
}
