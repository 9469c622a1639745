// SPDX-License-Identifier: GPL-2.0
/* Another module, which calls the exported ops when it is loaded. */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

#include "train_ops.h"

static int __init station_init(void)
{
	/* In this order: what a train has driven counts for its distance. */
	int drive = train_ops_drive(80);
	u32 distance = train_ops_distance();

	pr_info("station: drive %d, distance %u, brake %d, coast %d\n",
		drive, distance, train_ops_brake(), train_ops_coast());
	return 0;
}

static void __exit station_exit(void)
{
}

module_init(station_init);
module_exit(station_exit);

MODULE_DESCRIPTION("a caller of the ops of another module");
MODULE_LICENSE("GPL");
