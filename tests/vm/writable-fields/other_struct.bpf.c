// SPDX-License-Identifier: GPL-2.0
#include "mixer_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

MIXER_OPS_ADJUST(right, struct mixer_channel *channel, u32 loudness)
{
	channel->volume = loudness;
	return 0;
}

/* Another struct, whose first field lies where the channel's id is. */
MIXER_OPS_FADE(wrong, struct mixer_channel *channel, struct mixer_room *room)
{
	room->seats = 1;
	return !channel;
}

SEC(".struct_ops.link")
struct mixer_ops other_struct = {
	.adjust = (void *)right,
	.fade = (void *)wrong,
};
