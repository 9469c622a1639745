// SPDX-License-Identifier: GPL-2.0
#include "train_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

TRAIN_OPS_DISTANCE(distance)
{
	return 0;
}

TRAIN_OPS_BRAKE(brake)
{
	return 0;
}

SEC(".struct_ops.link")
struct train_ops train = {
	.distance = (void *)distance,
	.brake = (void *)brake,
};
