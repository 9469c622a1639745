// SPDX-License-Identifier: GPL-2.0
#include "base.h"

/* A type of another module: the shelf is not open to it. */
struct pirate_ops {
	int (*raid)(void);
};

SEC("struct_ops")
int raid(void)
{
	return shelf_taken();
}

SEC(".struct_ops.link")
struct pirate_ops pirate = {
	.raid = (void *)raid,
};
