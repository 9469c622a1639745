// SPDX-License-Identifier: GPL-2.0
#include "purse_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

PURSE_OPS_KEEP(keep, struct purse_coin *coin)
{
	bpf_printk("kept coin %u", coin->id);
	purse_coin_put(coin);
}

PURSE_OPS_GIVE(give)
{
	return purse_coin_get(7);
}

SEC(".struct_ops.link")
struct purse_ops purse = {
	.keep = (void *)keep,
	.give = (void *)give,
};
