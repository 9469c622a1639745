// SPDX-License-Identifier: GPL-2.0
#include "base.h"

SEC(".struct_ops.link")
struct train_ops train = {
	.drive = (void *)drive,
	.distance = (void *)distance,
};
