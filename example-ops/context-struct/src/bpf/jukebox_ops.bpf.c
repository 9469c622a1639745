// SPDX-License-Identifier: GPL-2.0
#include "jukebox_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Enum and constant are those of the trait, with the module's prefix. */
JUKEBOX_OPS_PRICE(jukebox_price, struct jukebox_track *track,
		  enum jukebox_mode mode)
{
	if (mode == JUKEBOX_MODE_LOOP)
		return 2 * JUKEBOX_COINS;
	/* Every tenth track costs one more. */
	return track->id % 10 == 0 ? JUKEBOX_COINS + 1 : JUKEBOX_COINS;
}

/*
 * Each access through the view is relocated: the header lists two fields of
 * task_struct, and the program reads them where the running kernel has them.
 */
JUKEBOX_OPS_CHOOSE(jukebox_choose, struct jukebox_track *track,
		   struct task_struct *listener)
{
	bpf_printk("%s chooses track %u", listener->comm, track->id);
	return listener->pid;
}

SEC(".struct_ops.link")
struct jukebox_ops jukebox_ops = {
	.price = (void *)jukebox_price,
	.choose = (void *)jukebox_choose,
};
