// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that call the ops of all instances: "start", "stop" and "detach", by which the
 * kernel lets go of them, in /proc/load_caller.
 */
#include <linux/atomic.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "crowd_ops.h"
#include "solo_ops.h"

#define THREADS 4

struct tally {
	atomic64_t ran;
	atomic64_t idle;
	atomic64_t odd;
};

static DEFINE_MUTEX(caller_lock);
static struct task_struct *threads[THREADS];
static struct tally solo, crowd;
static struct proc_dir_entry *file;

static void note(struct tally *tally, int result)
{
	if (result == 1)
		atomic64_inc(&tally->ran);
	else if (result == -1)
		atomic64_inc(&tally->idle);
	else
		atomic64_inc(&tally->odd);
}

/* All of them, and one by its key, which is held while it may go. */
static void call_crowd(void)
{
	struct crowd_ops_instance *instance;
	int idx;

	idx = crowd_ops_lock();
	crowd_ops_for_each(instance)
		note(&crowd, crowd_ops_beat(instance));
	crowd_ops_unlock(idx);

	instance = crowd_ops_get(1);
	if (!instance)
		return;
	note(&crowd, crowd_ops_beat(instance));
	cond_resched();
	note(&crowd, crowd_ops_beat(instance));
	crowd_ops_put(instance);
}

static int call(void *unused)
{
	while (!kthread_should_stop()) {
		note(&solo, solo_ops_beat());
		call_crowd();
		cond_resched();
	}
	return 0;
}

static void stop(void)
{
	int i;

	for (i = 0; i < THREADS; i++) {
		if (!IS_ERR_OR_NULL(threads[i]))
			kthread_stop(threads[i]);
		threads[i] = NULL;
	}
}

static void start(void)
{
	int i;

	for (i = 0; i < THREADS; i++)
		threads[i] = kthread_run(call, NULL, "load_caller/%d", i);
}

static void show(const char *name, struct tally *tally)
{
	pr_info("load_caller: %s ran %lld, idle %lld, odd %lld.\n", name,
		atomic64_read(&tally->ran), atomic64_read(&tally->idle),
		atomic64_read(&tally->odd));
}

static void detach(void)
{
	struct crowd_ops_instance *instance;
	int idx;

	solo_ops_detach();
	idx = crowd_ops_lock();
	crowd_ops_for_each(instance)
		crowd_ops_detach(instance);
	crowd_ops_unlock(idx);
}

static ssize_t caller_write(struct file *unused, const char __user *buf,
			    size_t count, loff_t *pos)
{
	char word[8] = {};

	if (copy_from_user(word, buf, min(count, sizeof(word) - 1)))
		return -EFAULT;

	mutex_lock(&caller_lock);
	if (!strncmp(word, "start", 5)) {
		start();
	} else if (!strncmp(word, "stop", 4)) {
		stop();
		show("solo", &solo);
		show("crowd", &crowd);
	} else if (!strncmp(word, "detach", 6)) {
		detach();
	}
	mutex_unlock(&caller_lock);
	return count;
}

static const struct proc_ops caller_ops = {
	.proc_write = caller_write,
};

static int __init caller_init(void)
{
	file = proc_create("load_caller", 0200, NULL, &caller_ops);
	return file ? 0 : -ENOMEM;
}

static void __exit caller_exit(void)
{
	proc_remove(file);
	stop();
}

module_init(caller_init);
module_exit(caller_exit);

MODULE_DESCRIPTION("threads that call the ops of all instances");
MODULE_LICENSE("GPL");
