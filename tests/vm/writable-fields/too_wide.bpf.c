// SPDX-License-Identifier: GPL-2.0
#include "mixer_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Eight bytes at a field of four: the second half is beyond it. */
MIXER_OPS_ADJUST(wrong, struct mixer_channel *channel, u32 loudness)
{
	*(u64 *)&channel->volume = loudness;
	return 0;
}

SEC(".struct_ops.link")
struct mixer_ops too_wide = {
	.adjust = (void *)wrong,
};
