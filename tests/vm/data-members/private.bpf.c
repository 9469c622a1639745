// SPDX-License-Identifier: GPL-2.0
#include "player_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct list_head {
	void *next;
	void *prev;
};

/* The generated header leaves out what is the kernel's own; nothing keeps others from it. */
struct player_ops___private {
	char name[16];
	struct player_balance balance;
	struct list_head list;
	int (*play)(u32 track);
};

PLAYER_OPS_PLAY(play, u32 track)
{
	return track;
}

SEC(".struct_ops.link")
struct player_ops___private player = {
	.name = "deck",
	.balance = { .left = 1 },
	.list = { .next = (void *)1 },
	.play = (void *)play,
};
