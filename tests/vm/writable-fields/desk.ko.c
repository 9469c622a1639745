// SPDX-License-Identifier: GPL-2.0
/* A desk with two channels, which it shows before and after the ops had them. */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

#include "mixer_ops.h"

static int __init desk_init(void)
{
	struct mixer_channel second = { .id = 2, .volume = 7 };
	struct mixer_channel first = { .id = 1, .volume = 60, .next = &second };
	struct mixer_channel broken = { .volume = 60 };
	struct mixer_room room = { .seats = 40 };
	int ret;

	ret = mixer_ops_adjust(&first, 120);
	pr_info("desk: adjust returned %d, volume %u, muted %u\n", ret, first.volume,
		first.muted);
	ret = mixer_ops_adjust(&second, 0);
	pr_info("desk: adjust returned %d, volume %u, muted %u\n", ret, second.volume,
		second.muted);
	ret = mixer_ops_adjust(&broken, 9);
	pr_info("desk: adjust returned %d, volume %u\n", ret, broken.volume);
	ret = mixer_ops_fade(&first, &room);
	pr_info("desk: fade returned %d, volume %u\n", ret, first.volume);
	pr_info("desk: fade returned %d\n", mixer_ops_fade(NULL, &room));
	return 0;
}

static void __exit desk_exit(void)
{
}

module_init(desk_init);
module_exit(desk_exit);

MODULE_DESCRIPTION("a caller of the ops of another module");
MODULE_LICENSE("GPL");
