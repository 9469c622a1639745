// SPDX-License-Identifier: GPL-2.0
/*
 * What module gpu does beside its types.
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

#include "gpu_ops.h"
#include "gpu_structops.h"

#define GPU_LONGEST 10000

/* What the sensors of the device say, in degrees. */
static const u32 gpu_sensors[] = { 45, 91 };

BPF_CALL_1(gpu_temperature, u64, sensor)
{
	return sensor < ARRAY_SIZE(gpu_sensors) ? gpu_sensors[sensor] : -ENOENT;
}

static const struct bpf_func_proto gpu_temperature_proto = {
	.func = gpu_temperature,
	.ret_type = RET_INTEGER,
	.arg1_type = ARG_ANYTHING,
};

/* A helper has the number of one that makes no sense for these programs. */
const struct bpf_func_proto *
gpu_ops_hook_func_proto(enum bpf_func_id id, const struct bpf_prog *prog)
{
	return id == BPF_FUNC_get_cgroup_classid ? &gpu_temperature_proto : NULL;
}

/* What the policy leaves to the driver, or answers with a number that is no verdict. */
static const char *gpu_default(const struct gpu_job *job)
{
	return job->estimate > GPU_LONGEST ? "deferred by default" : "run by default";
}

static const char *gpu_submit(struct gpu_job *job, struct gpu_ring *ring)
{
	switch (gpu_ops_submit(job, ring)) {
	case GPU_VERDICT_RUN:
		return "run";
	case GPU_VERDICT_DEFER:
		return "deferred";
	case GPU_VERDICT_REJECT:
		return "rejected";
	case GPU_VERDICT_DEFAULT:
		break;
	}
	return gpu_default(job);
}

static const char *gpu_overdue(struct gpu_job *job, u64 late)
{
	switch (gpu_ops_overdue(job, late)) {
	case GPU_TIMEOUT_EXTEND:
		return "goes on";
	case GPU_TIMEOUT_KILL:
		break;
	case GPU_TIMEOUT_DEFAULT:
		return late > job->estimate ? "is killed by default" : "goes on by default";
	}
	return "is killed";
}

/* "RING ID CLIENT ESTIMATE PRIORITY LATE": the whole life of a job. */
static int gpu_run(const char *line)
{
	struct gpu_ring ring = { .queued = 2, .busy_for = 500 };
	struct gpu_job job = {};
	u64 late;

	if (sscanf(line, "%u %llu %u %u %hhu %llu", &ring.index, &job.id, &job.client,
		   &job.estimate, &job.priority, &late) != 6)
		return -EINVAL;

	pr_info("gpu: job %llu is %s\n", job.id, gpu_submit(&job, &ring));
	pr_info("gpu: job %llu %s\n", job.id, gpu_overdue(&job, late));
	gpu_ops_done(&job);
	return 0;
}

static ssize_t gpu_write(struct file *file, const char __user *buf, size_t count,
			 loff_t *pos)
{
	char *line;
	int err;

	if (count > PAGE_SIZE)
		return -E2BIG;

	line = memdup_user_nul(buf, count);
	if (IS_ERR(line))
		return PTR_ERR(line);

	err = gpu_run(line);
	kfree(line);
	return err ?: count;
}

static const struct proc_ops gpu_file_ops = {
	.proc_write = gpu_write,
};

static int __init gpu_init(void)
{
	int err = gpu_structops_register();

	if (err)
		return err;
	if (!proc_create("gpu", 0200, NULL, &gpu_file_ops)) {
		gpu_structops_unregister();
		return -ENOMEM;
	}
	return 0;
}

static void __exit gpu_exit(void)
{
	/* Nobody calls an op any more when the type goes. */
	remove_proc_entry("gpu", NULL);
	gpu_structops_unregister();
}

module_init(gpu_init);
module_exit(gpu_exit);
