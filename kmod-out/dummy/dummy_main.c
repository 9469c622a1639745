// SPDX-License-Identifier: GPL-2.0
/*
 * What module dummy does beside its types.
 *
 * This file is yours: structops-gen writes it once.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

#include "dummy_ops.h"
#include "dummy_structops.h"

/* Tries the instance out: one that cannot calculate is never called by anybody else. */
int dummy_ops_hook_reg(struct dummy_ops *ops, struct bpf_link *link)
{
	int sum = dummy_ops_add_of(ops, 7, 8);
	int difference = dummy_ops_sub_of(ops, 7, 8);

	if (sum != 15) {
		pr_warn_ratelimited("dummy_ops: 7 + 8 is %d, not 15\n", sum);
		return -EINVAL;
	}
	if (difference != -1) {
		pr_warn_ratelimited("dummy_ops: 7 - 8 is %d, not -1\n", difference);
		return -EINVAL;
	}
	return 0;
}

static int __init dummy_init(void)
{
	return dummy_structops_register();
}

static void __exit dummy_exit(void)
{
	dummy_structops_unregister();
}

module_init(dummy_init);
module_exit(dummy_exit);
