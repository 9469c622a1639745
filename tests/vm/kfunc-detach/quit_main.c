// SPDX-License-Identifier: GPL-2.0
#include <linux/init.h>
#include <linux/module.h>

#include "quit_kfuncs.h"
#include "quit_ops.h"
#include "quit_structops.h"

__bpf_kfunc_start_defs();

__bpf_kfunc void quit_leave(void)
{
	quit_ops_detach();
}

__bpf_kfunc_end_defs();

static int __init quit_init(void)
{
	return quit_structops_register();
}

static void __exit quit_exit(void)
{
	quit_structops_unregister();
}

module_init(quit_init);
module_exit(quit_exit);
