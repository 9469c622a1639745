// SPDX-License-Identifier: GPL-2.0
#include "player_ops.bpf.h"
#include "two.ops.rs/bpf/player_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Both versions in one object: the loader chooses. */
PLAYER_OPS_V1_PLAY(play_v1, u32 id)
{
	return id + 1;
}

PLAYER_OPS_V2_PLAY(play_v2, u32 id, u32 pos)
{
	return id + pos;
}

PLAYER_OPS_V2_STOP(stop_v2)
{
	return 4;
}

/* The second version, with care: what the first one lacks is not read. */
PLAYER_OPS_V2_PLAY(play_unread, u32 id, u32 pos __attribute__((unused)))
{
	return id + 2;
}

SEC("?.struct_ops.link")
struct player_ops___v1 player_v1 = {
	.play = (void *)play_v1,
};

SEC("?.struct_ops.link")
struct player_ops___v2 player_v2 = {
	.play = (void *)play_v2,
	.stop = (void *)stop_v2,
};

SEC("?.struct_ops.link")
struct player_ops___v2 without_stop = {
	.play = (void *)play_unread,
};

SEC("?.struct_ops.link")
struct player_ops___v2 with_stop = {
	.play = (void *)play_unread,
	.stop = (void *)stop_v2,
};
