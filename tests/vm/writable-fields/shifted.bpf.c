// SPDX-License-Identifier: GPL-2.0
#include "mixer_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* The instruction alone names an open field, the moved pointer another one. */
MIXER_OPS_ADJUST(moved, struct mixer_channel *channel, u32 loudness)
{
	asm volatile("r1 = %[channel]; r1 += -4; *(u32 *)(r1 + 4) = %[loudness];"
		     :
		     : [channel] "r"(channel), [loudness] "r"((u64)loudness)
		     : "r1", "memory");
	return 0;
}

SEC(".struct_ops.link")
struct mixer_ops shifted = {
	.adjust = (void *)moved,
};
