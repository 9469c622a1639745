// SPDX-License-Identifier: GPL-2.0
#include "turntable_ops.bpf.h"
/* As the generator wrote it for the trait of the first version. */
#include "v1/turntable_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

TURNTABLE_OPS_V1_PLAY(play_v1, u32 track)
{
	return track + 1;
}

TURNTABLE_OPS_V2_PLAY(play_v2, u32 track, u32 volume)
{
	return track + volume;
}

TURNTABLE_OPS_V2_STOP(stop_v2)
{
	return 4;
}

/* The loader picks one of the two. */
SEC(".struct_ops.link")
struct turntable_ops___v1 first = {
	.play = (void *)play_v1,
};

SEC(".struct_ops.link")
struct turntable_ops___v2 second = {
	.play = (void *)play_v2,
	.stop = (void *)stop_v2,
};
