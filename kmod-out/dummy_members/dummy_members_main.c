// SPDX-License-Identifier: GPL-2.0
/*
 * What module dummy_members does beside its types.
 *
 * This file is yours: structops-gen writes it once.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "dummy_ops.h"
#include "dummy_members_structops.h"

#define DUMMY_STOP_AT_ZERO 0x2

/* Members are to be read in a hook, before the instance is attached. */
int dummy_ops_hook_reg(struct dummy_ops *ops, struct bpf_link *link)
{
	u32 flags = *dummy_ops_flags_of(ops);
	int start = *dummy_ops_start_of(ops);

	if (flags & DUMMY_STOP_AT_ZERO && start < 0) {
		pr_warn_ratelimited("dummy_ops: start is %d, and would never stop at zero\n",
				    start);
		return -EINVAL;
	}
	pr_info("dummy_ops: flags 0x%x, start %d\n", flags, start);
	return 0;
}

/* And at any time after that, by whoever calls the ops: here a few numbers in turn. */
static int dummy_count_run(const char *line)
{
	u32 flags;
	int i, last;

	if (!dummy_ops_flags(&flags) || !dummy_ops_start(&last)) {
		pr_info("dummy_ops: nothing to count with\n");
		return 0;
	}
	for (i = 0; i < 3; i++) {
		pr_info("dummy_ops: %d\n", last);
		if (flags & DUMMY_STOP_AT_ZERO && !last)
			break;
		last = dummy_ops_next(last, flags);
	}
	return 0;
}

static ssize_t dummy_count_write(struct file *file, const char __user *buf, size_t count,
				 loff_t *pos)
{
	char *line;
	int err;

	if (count > PAGE_SIZE)
		return -E2BIG;

	line = memdup_user_nul(buf, count);
	if (IS_ERR(line))
		return PTR_ERR(line);

	err = dummy_count_run(line);
	kfree(line);
	return err ?: count;
}

static const struct proc_ops dummy_count_file_ops = {
	.proc_write = dummy_count_write,
};

static int __init dummy_members_init(void)
{
	int err = dummy_members_structops_register();

	if (err)
		return err;
	if (!proc_create("dummy_count", 0200, NULL, &dummy_count_file_ops)) {
		dummy_members_structops_unregister();
		return -ENOMEM;
	}
	return 0;
}

static void __exit dummy_members_exit(void)
{
	/* Nobody calls an op any more when the type goes. */
	remove_proc_entry("dummy_count", NULL);
	dummy_members_structops_unregister();
}

module_init(dummy_members_init);
module_exit(dummy_members_exit);
