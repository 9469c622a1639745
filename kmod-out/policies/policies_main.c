// SPDX-License-Identifier: GPL-2.0
/*
 * What module policies does beside its types.
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
#include <linux/ctype.h>
#include <linux/mutex.h>

#include "policy_ops.h"
#include "policies_structops.h"

/* A user who has chosen a policy, and does not look it up for each request. */
static DEFINE_MUTEX(policies_lock);
static struct policy_ops_instance *held;

/* A name must be a word: it is written to /proc/policies. */
int policy_ops_hook_validate(struct policy_ops *ops)
{
	const char *name = policy_ops_name_of(ops);
	const char *at;

	for (at = name; *at; at++) {
		if (!isalnum(*at)) {
			pr_warn_ratelimited("policy_ops: name \"%s\" is no word\n", name);
			return -EINVAL;
		}
	}
	return 0;
}

static void policies_list(void)
{
	struct policy_ops_instance *instance;
	char name[16];
	int idx;

	idx = policy_ops_lock();
	policy_ops_for_each(instance) {
		/* One that is detached at this moment is still in the list. */
		if (policy_ops_name(instance, name))
			pr_info("policies: %s is %s\n", name,
				policy_ops_is_ready(instance) ? "ready" : "full");
	}
	policy_ops_unlock(idx);
}

static void policies_serve(const char *name, u32 waiting)
{
	struct policy_ops_instance *instance = policy_ops_get(name);

	if (!instance) {
		pr_info("policies: there is no %s\n", name);
		return;
	}
	pr_info("policies: %s serves %u of %u\n", name,
		policy_ops_serve(instance, waiting), waiting);
	policy_ops_put(instance);
}

static void policies_hold(const char *name)
{
	policy_ops_put(held);
	held = policy_ops_get(name);
	pr_info("policies: %s is %s\n", name, held ? "held" : "not there");
}

static void policies_detach(const char *name)
{
	struct policy_ops_instance *instance = policy_ops_get(name);

	if (instance)
		policy_ops_detach(instance);
	policy_ops_put(instance);
}

/* "list", "serve NAME WAITING", "hold NAME", "held WAITING", "detach NAME". */
static int policies_run(const char *line)
{
	char name[16];
	int err = 0;
	u32 waiting;

	mutex_lock(&policies_lock);
	if (sscanf(line, "serve %15s %u", name, &waiting) == 2)
		policies_serve(name, waiting);
	else if (sscanf(line, "hold %15s", name) == 1)
		policies_hold(name);
	else if (held && sscanf(line, "held %u", &waiting) == 1)
		pr_info("policies: the held one serves %u, and is %s\n",
			policy_ops_serve(held, waiting),
			policy_ops_is_attached(held) ? "attached" : "gone");
	else if (sscanf(line, "detach %15s", name) == 1)
		policies_detach(name);
	else if (!strcmp(line, "list"))
		policies_list();
	else
		err = -EINVAL;
	mutex_unlock(&policies_lock);
	return err;
}

static ssize_t policies_write(struct file *file, const char __user *buf, size_t count,
			      loff_t *pos)
{
	char *line;
	int err;

	if (count > PAGE_SIZE)
		return -E2BIG;

	line = memdup_user_nul(buf, count);
	if (IS_ERR(line))
		return PTR_ERR(line);

	err = policies_run(line);
	kfree(line);
	return err ?: count;
}

static const struct proc_ops policies_file_ops = {
	.proc_write = policies_write,
};

static int __init policies_init(void)
{
	int err = policies_structops_register();

	if (err)
		return err;
	if (!proc_create("policies", 0200, NULL, &policies_file_ops)) {
		policies_structops_unregister();
		return -ENOMEM;
	}
	return 0;
}

static void __exit policies_exit(void)
{
	/* Nobody calls an op any more when the type goes. */
	remove_proc_entry("policies", NULL);
	policy_ops_put(held);
	policies_structops_unregister();
}

module_init(policies_init);
module_exit(policies_exit);
