// SPDX-License-Identifier: GPL-2.0
/*
 * What module objects does beside its types.
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
#include <linux/mutex.h>

#include "object_ops.h"
#include "objects_structops.h"

/* The objects of this module are numbered from 1 on. */
#define OBJECTS 3

static DEFINE_MUTEX(objects_lock);
static u64 values[OBJECTS];
static bool filtered[OBJECTS];

/* An instance belongs to an object, or it is refused. */
int object_ops_hook_reg(struct object_ops *ops, struct bpf_link *link)
{
	u32 id = *object_ops_id_of(ops);

	if (id > OBJECTS) {
		pr_warn_ratelimited("object_ops: there is no object %u\n", id);
		return -ENOENT;
	}
	WRITE_ONCE(filtered[id - 1], true);
	return 0;
}

void object_ops_hook_unreg(struct object_ops *ops, struct bpf_link *link)
{
	WRITE_ONCE(filtered[*object_ops_id_of(ops) - 1], false);
}

static void objects_store(u32 id, u64 value)
{
	struct object_ops_instance *instance = object_ops_get(id);

	values[id - 1] = instance ? object_ops_filter(instance, value) : value;
	object_ops_put(instance);
	pr_info("objects: %u holds %llu, %s\n", id, values[id - 1],
		READ_ONCE(filtered[id - 1]) ? "filtered" : "as it was");
}

/* "ID VALUE" */
static int objects_run(const char *line)
{
	u64 value;
	u32 id;

	if (sscanf(line, "%u %llu", &id, &value) != 2)
		return -EINVAL;
	if (!id || id > OBJECTS)
		return -ENOENT;

	mutex_lock(&objects_lock);
	objects_store(id, value);
	mutex_unlock(&objects_lock);
	return 0;
}

static ssize_t objects_write(struct file *file, const char __user *buf, size_t count,
			     loff_t *pos)
{
	char *line;
	int err;

	if (count > PAGE_SIZE)
		return -E2BIG;

	line = memdup_user_nul(buf, count);
	if (IS_ERR(line))
		return PTR_ERR(line);

	err = objects_run(line);
	kfree(line);
	return err ?: count;
}

static const struct proc_ops objects_file_ops = {
	.proc_write = objects_write,
};

static int __init objects_init(void)
{
	int err = objects_structops_register();

	if (err)
		return err;
	if (!proc_create("objects", 0200, NULL, &objects_file_ops)) {
		objects_structops_unregister();
		return -ENOMEM;
	}
	return 0;
}

static void __exit objects_exit(void)
{
	/* Nobody calls an op any more when the type goes. */
	remove_proc_entry("objects", NULL);
	objects_structops_unregister();
}

module_init(objects_init);
module_exit(objects_exit);
