// SPDX-License-Identifier: GPL-2.0
#include <linux/init.h>
#include <linux/module.h>

#include "calls_kfuncs.h"
#include "calls_ops.h"
#include "calls_structops.h"

__bpf_kfunc_start_defs();

__bpf_kfunc u32 calls_gone(u32 a)
{
	return a + 1;
}

__bpf_kfunc u32 calls_shape(u32 a)
{
	return a + 2;
}

__bpf_kfunc u64 calls_number(u64 a)
{
	return a;
}

__bpf_kfunc u32 calls_order(u32 a, u32 b)
{
	return a - b;
}

__bpf_kfunc u32 calls_waits(u32 a)
{
	return a + 3;
}

__bpf_kfunc u32 calls_hurries(u32 a)
{
	return a + 4;
}

static struct calls_track track = { .id = 3 };

__bpf_kfunc struct calls_track *calls_get(void)
{
	return &track;
}

__bpf_kfunc void calls_put(struct calls_track *track)
{
}

__bpf_kfunc u32 calls_takes(struct calls_track *track__nullable)
{
	return 6;
}

__bpf_kfunc u32 calls_heavy(u32 a)
{
	return a + 7;
}

__bpf_kfunc u32 calls_kinds(u32 a)
{
	return a + 8;
}

__bpf_kfunc u32 calls_walks(struct task_struct *task)
{
	return 9;
}

__bpf_kfunc_end_defs();

static int __init calls_init(void)
{
	return calls_structops_register();
}

static void __exit calls_exit(void)
{
	calls_structops_unregister();
}

module_init(calls_init);
module_exit(calls_exit);
