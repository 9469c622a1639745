// SPDX-License-Identifier: GPL-2.0
/*
 * What module fetch does beside its types.
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
#include <linux/atomic.h>
#include <linux/delay.h>
#include <linux/bpf.h>
#include <linux/filter.h>

#include "fetch_ops.h"
#include "fetch_structops.h"

#define FAR_MS 1000

/* Programs that wait for a block at this moment. */
static atomic_t waiting;

/* Writes what block @block holds to @to, and sleeps until it is there. */
BPF_CALL_3(fetch_from_afar, u32 *, to, u32, size, u64, block)
{
	if (size != sizeof(*to))
		return -EINVAL;

	atomic_inc(&waiting);
	pr_info("fetch: block %llu is on its way\n", block);
	msleep(FAR_MS);
	*to = block * 10;
	atomic_dec(&waiting);
	return 0;
}

static struct bpf_func_proto fetch_from_afar_proto;

/* A helper has the number of one that makes no sense for these programs. */
const struct bpf_func_proto *
fetch_ops_hook_func_proto(enum bpf_func_id id, const struct bpf_prog *prog)
{
	const struct bpf_func_proto *usual;
	struct bpf_func_proto ours;

	if (id != BPF_FUNC_copy_from_user)
		return NULL;
	usual = bpf_base_func_proto(BPF_FUNC_probe_read_kernel, prog);
	if (!usual)
		return NULL;

	/* Room, its size and a number, as that one has: kernels name these differently. */
	ours = *usual;
	ours.func = fetch_from_afar;
	ours.might_sleep = true;
	/* Whoever else is here writes the same. */
	fetch_from_afar_proto = ours;
	return &fetch_from_afar_proto;
}

/* Whoever was inside has left by now, or the program would go under its feet. */
void fetch_ops_hook_unreg(struct fetch_ops *ops, struct bpf_link *link)
{
	pr_info("fetch: detached while %d wait\n", atomic_read(&waiting));
}

/* "fetch BLOCK", "peek BLOCK", "waiting". */
static int fetch_run(const char *line)
{
	u32 block;

	if (sscanf(line, "fetch %u", &block) == 1)
		pr_info("fetch: block %u holds %d\n", block, fetch_ops_fetch(block));
	else if (sscanf(line, "peek %u", &block) == 1)
		pr_info("fetch: block %u looks like %d\n", block, fetch_ops_peek(block));
	else if (!strcmp(line, "waiting"))
		pr_info("fetch: %d wait\n", atomic_read(&waiting));
	else
		return -EINVAL;
	return 0;
}

static ssize_t fetch_write(struct file *file, const char __user *buf, size_t count,
			   loff_t *pos)
{
	char *line;
	int err;

	if (count > PAGE_SIZE)
		return -E2BIG;

	line = memdup_user_nul(buf, count);
	if (IS_ERR(line))
		return PTR_ERR(line);

	err = fetch_run(line);
	kfree(line);
	return err ?: count;
}

static const struct proc_ops fetch_file_ops = {
	.proc_write = fetch_write,
};

static int __init fetch_init(void)
{
	int err = fetch_structops_register();

	if (err)
		return err;
	if (!proc_create("fetch", 0200, NULL, &fetch_file_ops)) {
		fetch_structops_unregister();
		return -ENOMEM;
	}
	return 0;
}

static void __exit fetch_exit(void)
{
	/* Nobody calls an op any more when the type goes. */
	remove_proc_entry("fetch", NULL);
	fetch_structops_unregister();
}

module_init(fetch_init);
module_exit(fetch_exit);
