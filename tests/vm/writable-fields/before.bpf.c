// SPDX-License-Identifier: GPL-2.0
#include "mixer_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Before the struct. */
MIXER_OPS_ADJUST(wrong, struct mixer_channel *channel, u32 loudness)
{
	asm volatile("r1 = %[channel]; *(u32 *)(r1 - 4) = %[loudness];"
		     :
		     : [channel] "r"(channel), [loudness] "r"((u64)loudness)
		     : "r1", "memory");
	return 0;
}

SEC(".struct_ops.link")
struct mixer_ops before = {
	.adjust = (void *)wrong,
};
