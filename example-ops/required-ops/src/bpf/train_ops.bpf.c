// SPDX-License-Identifier: GPL-2.0
#include "train_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

static u32 driven;

TRAIN_OPS_DRIVE(train_drive, u32 speed)
{
	/* Several callers may be inside at once. */
	__sync_fetch_and_add(&driven, speed);
	return speed;
}

TRAIN_OPS_DISTANCE(train_distance)
{
	return driven;
}

/* Either `brake` or `coast` must be there; a train that coasts need not brake. */
TRAIN_OPS_COAST(train_coast)
{
	bpf_printk("the train comes to a halt by itself");
	return 0;
}

SEC(".struct_ops.link")
struct train_ops train_ops = {
	.drive = (void *)train_drive,
	.distance = (void *)train_distance,
	.coast = (void *)train_coast,
};
