// SPDX-License-Identifier: GPL-2.0
/*
 * What module verdicts does beside its types.
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

#include "verdict_ops.h"
#include "verdicts_structops.h"

/* Under the lock of the type, as hooks run. */
static unsigned int rules;

int verdict_ops_hook_reg(struct verdict_ops *ops, struct bpf_link *link)
{
	if (rules == VERDICTS_MAX) {
		pr_warn_ratelimited("verdict_ops: there are %u rules already\n", rules);
		return -ENOSPC;
	}
	rules++;
	return 0;
}

void verdict_ops_hook_unreg(struct verdict_ops *ops, struct bpf_link *link)
{
	rules--;
}

/* The first that is not 0 wins. */
static int verdicts_judge(u32 port)
{
	struct verdict_ops_instance *instance;
	int idx, verdict = 0;

	idx = verdict_ops_lock();
	verdict_ops_for_each(instance) {
		verdict = verdict_ops_judge(instance, port);
		if (verdict)
			break;
	}
	verdict_ops_unlock(idx);
	return verdict;
}

/* Returns how many were asked until one took care of it, or 0 if none did. */
static unsigned int verdicts_handle(u32 event)
{
	struct verdict_ops_instance *instance;
	unsigned int asked = 0;
	bool handled = false;
	int idx;

	idx = verdict_ops_lock();
	verdict_ops_for_each(instance) {
		asked++;
		handled = verdict_ops_handle(instance, event);
		if (handled)
			break;
	}
	verdict_ops_unlock(idx);
	return handled ? asked : 0;
}

/* "judge PORT", "handle EVENT". */
static int verdicts_run(const char *line)
{
	u32 number;

	if (sscanf(line, "judge %u", &number) == 1)
		pr_info("verdicts: port %u gets %d\n", number, verdicts_judge(number));
	else if (sscanf(line, "handle %u", &number) == 1)
		pr_info("verdicts: event %u is handled by %u\n", number,
			verdicts_handle(number));
	else
		return -EINVAL;
	return 0;
}

static ssize_t verdicts_write(struct file *file, const char __user *buf, size_t count,
			      loff_t *pos)
{
	char *line;
	int err;

	if (count > PAGE_SIZE)
		return -E2BIG;

	line = memdup_user_nul(buf, count);
	if (IS_ERR(line))
		return PTR_ERR(line);

	err = verdicts_run(line);
	kfree(line);
	return err ?: count;
}

static const struct proc_ops verdicts_file_ops = {
	.proc_write = verdicts_write,
};

static int __init verdicts_init(void)
{
	int err = verdicts_structops_register();

	if (err)
		return err;
	if (!proc_create("verdicts", 0200, NULL, &verdicts_file_ops)) {
		verdicts_structops_unregister();
		return -ENOMEM;
	}
	return 0;
}

static void __exit verdicts_exit(void)
{
	/* Nobody calls an op any more when the type goes. */
	remove_proc_entry("verdicts", NULL);
	verdicts_structops_unregister();
}

module_init(verdicts_init);
module_exit(verdicts_exit);
