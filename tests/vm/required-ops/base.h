/* SPDX-License-Identifier: GPL-2.0 */
#include "train_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

TRAIN_OPS_DRIVE(drive, u32 speed)
{
	return speed;
}

TRAIN_OPS_DISTANCE(distance)
{
	return 0;
}
