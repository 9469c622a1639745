// SPDX-License-Identifier: GPL-2.0
/* Says what zero was taken for. */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

#include "duty_ops.h"
#include "duty_two_structops.h"

int duty_ops_hook_reg(struct duty_ops *ops, struct bpf_link *link)
{
	pr_info("duty_ops: zero is %u\n", *duty_ops_zero_of(ops));
	return 0;
}

static int __init duty_two_init(void)
{
	return duty_two_structops_register();
}

static void __exit duty_two_exit(void)
{
	duty_two_structops_unregister();
}

module_init(duty_two_init);
module_exit(duty_two_exit);
