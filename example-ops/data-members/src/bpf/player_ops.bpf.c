// SPDX-License-Identifier: GPL-2.0
#include "player_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

PLAYER_OPS_PLAY(player_play, u32 track)
{
	bpf_printk("play(track=%u)", track);
	return track;
}

/*
 * The values with which an instance starts; the loader may write others into it until
 * the object is loaded. A program cannot read them: they are for the kernel.
 */
SEC(".struct_ops.link")
struct player_ops player_ops = {
	.name = "deck", /* must be set */
	.volume = 50,
	.mode = PLAYER_MODE_LOOP,
	.balance = { .left = 1, .right = 1 }, /* must be set */
	.play = (void *)player_play,
};
