// SPDX-License-Identifier: GPL-2.0
#include "structops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Found by its name, in whichever module has it. */
extern u32 stereo_volume(void) __ksym;

struct deck_ops {
	u32 (*play)(void);
};

struct radio_ops {
	u32 (*play)(void);
};

SEC("?struct_ops")
u32 play_deck(void)
{
	return stereo_volume();
}

SEC("?struct_ops")
u32 play_radio(void)
{
	return stereo_volume();
}

SEC("?.struct_ops.link")
struct deck_ops deck = {
	.play = (void *)play_deck,
};

SEC("?.struct_ops.link")
struct radio_ops radio = {
	.play = (void *)play_radio,
};
