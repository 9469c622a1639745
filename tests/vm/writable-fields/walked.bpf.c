// SPDX-License-Identifier: GPL-2.0
#include "mixer_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* A struct that was reached through a pointer in another one: it may be gone. */
MIXER_OPS_ADJUST(wrong, struct mixer_channel *channel, u32 loudness)
{
	const struct mixer_channel *next = channel->next;

	((struct mixer_channel *)next)->volume = loudness;
	return 0;
}

SEC(".struct_ops.link")
struct mixer_ops walked = {
	.adjust = (void *)wrong,
};
