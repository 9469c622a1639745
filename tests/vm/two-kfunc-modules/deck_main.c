// SPDX-License-Identifier: GPL-2.0
#include <linux/init.h>
#include <linux/module.h>

#include "deck_kfuncs.h"
#include "deck_structops.h"

__bpf_kfunc_start_defs();

__bpf_kfunc u32 stereo_volume(void)
{
	return 3;
}

__bpf_kfunc_end_defs();

static int __init deck_init(void)
{
	return deck_structops_register();
}

static void __exit deck_exit(void)
{
	deck_structops_unregister();
}

module_init(deck_init);
module_exit(deck_exit);
