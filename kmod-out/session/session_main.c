// SPDX-License-Identifier: GPL-2.0
/*
 * What module session does beside its types.
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
#include <linux/bpf.h>
#include <linux/filter.h>

#include "session_ops.h"
#include "session_structops.h"

/* Lets programs write to the kernel log, between the lines of the hooks. */
BPF_CALL_2(session_say, const char *, text, u32, size)
{
	pr_info("session: %.*s\n", size, text);
	return 0;
}

static struct bpf_func_proto session_say_proto;

const struct bpf_func_proto *
session_ops_hook_func_proto(enum bpf_func_id id, const struct bpf_prog *prog)
{
	const struct bpf_func_proto *usual;
	struct bpf_func_proto ours;

	if (id != BPF_FUNC_trace_printk)
		return NULL;
	usual = bpf_base_func_proto(id, prog);
	if (!usual)
		return NULL;

	/* The arguments of the one it stands in for: kernels name their types differently. */
	ours = *usual;
	ours.func = session_say;
	/* Whoever else is here writes the same. */
	session_say_proto = ours;
	return &session_say_proto;
}

int session_ops_hook_reg(struct session_ops *ops, struct bpf_link *link)
{
	pr_info("session: reg of %u\n", *session_ops_id_of(ops));
	return 0;
}

void session_ops_hook_unreg(struct session_ops *ops, struct bpf_link *link)
{
	pr_info("session: unreg of %u\n", *session_ops_id_of(ops));
}

/* Numbers only grow. */
int session_ops_hook_update(struct session_ops *ops, struct session_ops *old_ops,
			    struct bpf_link *link)
{
	u32 id = *session_ops_id_of(ops);
	u32 old_id = *session_ops_id_of(old_ops);

	if (id < old_id) {
		pr_warn_ratelimited("session_ops: %u is older than %u\n", id, old_id);
		return -ESTALE;
	}
	pr_info("session: update of %u to %u\n", old_id, id);
	return 0;
}

static int session_run(const char *line)
{
	pr_info("session: work gives %d\n", session_ops_work());
	return 0;
}

static ssize_t session_write(struct file *file, const char __user *buf, size_t count,
			     loff_t *pos)
{
	char *line;
	int err;

	if (count > PAGE_SIZE)
		return -E2BIG;

	line = memdup_user_nul(buf, count);
	if (IS_ERR(line))
		return PTR_ERR(line);

	err = session_run(line);
	kfree(line);
	return err ?: count;
}

static const struct proc_ops session_file_ops = {
	.proc_write = session_write,
};

static int __init session_init(void)
{
	int err = session_structops_register();

	if (err)
		return err;
	if (!proc_create("session", 0200, NULL, &session_file_ops)) {
		session_structops_unregister();
		return -ENOMEM;
	}
	return 0;
}

static void __exit session_exit(void)
{
	/* Nobody calls an op any more when the type goes. */
	remove_proc_entry("session", NULL);
	session_structops_unregister();
}

module_init(session_init);
module_exit(session_exit);
