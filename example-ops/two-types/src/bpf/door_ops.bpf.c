// SPDX-License-Identifier: GPL-2.0
#include "door_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

DOOR_OPS_OPEN(door_open, u32 floor)
{
	bpf_printk("a door opens on floor %u", floor);
	return 100 + floor;
}

SEC(".struct_ops.link")
struct door_ops door_ops = {
	.open = (void *)door_open,
};
