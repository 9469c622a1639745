// SPDX-License-Identifier: GPL-2.0
#include <linux/init.h>
#include <linux/module.h>

#include "radio_kfuncs.h"
#include "radio_structops.h"

__bpf_kfunc_start_defs();

__bpf_kfunc u32 stereo_volume(void)
{
	return 8;
}

__bpf_kfunc_end_defs();

static int __init radio_init(void)
{
	return radio_structops_register();
}

static void __exit radio_exit(void)
{
	radio_structops_unregister();
}

module_init(radio_init);
module_exit(radio_exit);
