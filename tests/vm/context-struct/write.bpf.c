// SPDX-License-Identifier: GPL-2.0
#include "jukebox_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* `&mut` is for the module; no field is open to programs. */
JUKEBOX_OPS_PRICE(price, struct jukebox_track *track, enum jukebox_mode mode)
{
	track->id = 1;
	return mode;
}

SEC(".struct_ops.link")
struct jukebox_ops jukebox = {
	.price = (void *)price,
};
