// SPDX-License-Identifier: GPL-2.0
#include "mixer_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Sets volume and mute of a channel. */
MIXER_OPS_ADJUST(mixer_adjust, struct mixer_channel *channel, u32 loudness)
{
	if (channel->id == 0)
		return -22; /* -EINVAL */

	channel->volume = loudness > 100 ? 100 : loudness;
	channel->muted = loudness == 0;
	return channel->volume;
}

/* Like adjust, where there may be no channel. @channel may be NULL. */
MIXER_OPS_FADE(mixer_fade, struct mixer_channel *channel, struct mixer_room *room)
{
	if (!channel)
		return room->seats;

	channel->volume /= 2;
	return channel->volume;
}

SEC(".struct_ops.link")
struct mixer_ops mixer_ops = {
	.adjust = (void *)mixer_adjust,
	.fade = (void *)mixer_fade,
};
