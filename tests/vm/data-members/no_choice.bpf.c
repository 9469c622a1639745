// SPDX-License-Identifier: GPL-2.0
#include "player_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

PLAYER_OPS_PLAY(play, struct player_track *track, enum player_mode mode)
{
	return track->id + mode;
}

SEC(".struct_ops.link")
struct player_ops player = {
	.name = "deck",
	.play = (void *)play,
};
