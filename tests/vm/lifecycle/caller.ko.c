// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that call an op all the time: "start" and "stop" in /proc/life_caller. "detach"
 * has the kernel let go of the instance.
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

#include "life_ops.h"

#define THREADS 4

static DEFINE_MUTEX(caller_lock);
static struct task_struct *threads[THREADS];
static atomic64_t first, second, idle, odd;
static struct proc_dir_entry *file;

static int call(void *unused)
{
	while (!kthread_should_stop()) {
		switch (life_ops_beat()) {
		case 1:
			atomic64_inc(&first);
			break;
		case 2:
			atomic64_inc(&second);
			break;
		case -1:
			atomic64_inc(&idle);
			break;
		default:
			atomic64_inc(&odd);
		}
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

	stop();
	atomic64_set(&first, 0);
	atomic64_set(&second, 0);
	atomic64_set(&idle, 0);
	atomic64_set(&odd, 0);
	for (i = 0; i < THREADS; i++)
		threads[i] = kthread_run(call, NULL, "life_caller/%d", i);
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
		pr_info("life_caller: %lld first, %lld second, %lld idle, %lld odd\n",
			atomic64_read(&first), atomic64_read(&second),
			atomic64_read(&idle), atomic64_read(&odd));
	} else if (!strncmp(word, "detach", 6)) {
		life_ops_detach();
	}
	mutex_unlock(&caller_lock);
	return count;
}

static const struct proc_ops caller_ops = {
	.proc_write = caller_write,
};

static int __init caller_init(void)
{
	file = proc_create("life_caller", 0200, NULL, &caller_ops);
	return file ? 0 : -ENOMEM;
}

static void __exit caller_exit(void)
{
	proc_remove(file);
	stop();
}

module_init(caller_init);
module_exit(caller_exit);

MODULE_DESCRIPTION("threads that call the ops of another module");
MODULE_LICENSE("GPL");
