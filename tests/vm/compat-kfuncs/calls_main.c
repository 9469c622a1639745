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

__bpf_kfunc u32 calls_waits(u32 a)
{
	return a + 3;
}

__bpf_kfunc u32 calls_hurries(u32 a)
{
	return a + 4;
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
