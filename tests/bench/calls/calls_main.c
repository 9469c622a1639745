// SPDX-License-Identifier: GPL-2.0
/*
 * Counts what a call costs: writing to /proc/calls logs it for the generated call function,
 * for the same by hand, and for the bare pointer. Where the clock counts instructions, so
 * does this.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/rcupdate.h>
#include <asm/msr.h>

#include "calls_ops.h"
#include "calls_structops.h"

#define ROUNDS 2000

/* The layout of the ops struct, which is not in a header. */
struct by_hand {
	int (*op)(u32 value);
};

static struct by_hand __rcu *by_hand;
static struct by_hand empty;
static struct proc_dir_entry *file;
static u32 sink;

int calls_ops_hook_reg(struct calls_ops *ops, struct bpf_link *link)
{
	rcu_assign_pointer(by_hand, (struct by_hand *)ops);
	return 0;
}

void calls_ops_hook_unreg(struct calls_ops *ops, struct bpf_link *link)
{
	rcu_assign_pointer(by_hand, NULL);
	synchronize_rcu();
}

static noinline int fallback(u32 value)
{
	return 0;
}

/* What a subsystem would write itself, for all to call: RCU, an instance, an op. */
int call_by_hand(u32 value);

noinline int call_by_hand(u32 value)
{
	struct by_hand *ops;
	int ret;

	rcu_read_lock();
	ops = rcu_dereference(by_hand);
	if (ops && ops->op)
		ret = ops->op(value);
	else
		ret = fallback(value);
	rcu_read_unlock();
	return ret;
}

static noinline int call_pointer(u32 value)
{
	return rcu_dereference_raw(by_hand)->op(value);
}

static __always_inline int call_nothing(u32 value)
{
	barrier();
	return value;
}

#define COUNT(call) ({							\
	unsigned long flags;						\
	u64 begin;							\
	u32 i;								\
									\
	local_irq_save(flags);						\
	begin = rdtsc_ordered();					\
	for (i = 0; i < ROUNDS; i++)					\
		sink += call(i);					\
	begin = rdtsc_ordered() - begin;				\
	local_irq_restore(flags);					\
	begin;								\
})

/* Without the loop. */
static void show(const char *state, const char *what, u64 counted, u64 loop)
{
	pr_info("calls: %s %s %llu\n", state, what,
		DIV_ROUND_CLOSEST_ULL(counted - min(loop, counted), ROUNDS));
}

static ssize_t calls_write(struct file *unused, const char __user *buf,
			   size_t count, loff_t *pos)
{
	struct by_hand *ops = rcu_access_pointer(by_hand);
	u64 loop = COUNT(call_nothing);
	const char *state = "idle";

	/* The generated instance has its stub there: by hand it would be NULL. */
	if (ops)
		state = calls_ops_op(1) ? "attached" : "absent";
	if (ops && !calls_ops_op(1))
		rcu_assign_pointer(by_hand, &empty);

	show(state, "generated", COUNT(calls_ops_op), loop);
	show(state, "by-hand", COUNT(call_by_hand), loop);
	if (!strcmp(state, "attached"))
		show(state, "pointer", COUNT(call_pointer), loop);

	rcu_assign_pointer(by_hand, ops);
	return count;
}

static const struct proc_ops calls_proc_ops = {
	.proc_write = calls_write,
};

static int __init calls_init(void)
{
	int err = calls_structops_register();

	if (err)
		return err;
	file = proc_create("calls", 0200, NULL, &calls_proc_ops);
	return file ? 0 : -ENOMEM;
}

static void __exit calls_exit(void)
{
	proc_remove(file);
	calls_structops_unregister();
}

module_init(calls_init);
module_exit(calls_exit);
