// SPDX-License-Identifier: GPL-2.0
#include "mixer_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* A field that is not in the list. */
MIXER_OPS_ADJUST(wrong, struct mixer_channel *channel, u32 loudness)
{
	channel->id = loudness;
	return 0;
}

SEC(".struct_ops.link")
struct mixer_ops read_only = {
	.adjust = (void *)wrong,
};
