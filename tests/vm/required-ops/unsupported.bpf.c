// SPDX-License-Identifier: GPL-2.0
#include "base.h"

TRAIN_OPS_BRAKE(brake)
{
	return 0;
}

SEC("struct_ops/whistle")
void whistle(unsigned long long *ctx __attribute__((unused)))
{
}

SEC(".struct_ops.link")
struct train_ops train = {
	.drive = (void *)drive,
	.distance = (void *)distance,
	.brake = (void *)brake,
	.whistle = (void *)whistle,
};
