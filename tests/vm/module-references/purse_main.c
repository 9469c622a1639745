// SPDX-License-Identifier: GPL-2.0
#include <linux/atomic.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

#include "purse_kfuncs.h"
#include "purse_ops.h"
#include "purse_structops.h"

static struct purse_coin coin = { .id = 7 };
static atomic_t gets;
static atomic_t puts;

__bpf_kfunc_start_defs();

__bpf_kfunc struct purse_coin *purse_coin_get(u32 id)
{
	if (id != coin.id)
		return NULL;

	atomic_inc(&gets);
	return &coin;
}

__bpf_kfunc void purse_coin_put(struct purse_coin *coin)
{
	atomic_inc(&puts);
}

__bpf_kfunc_end_defs();

/* A write has the op called with a reference; what is left is shown. */
static int poke(const char *value, const struct kernel_param *param)
{
	struct purse_coin *mine = purse_coin_get(coin.id);

	purse_ops_keep(mine);
	pr_info("%s: got %d, gave back %d\n", strim((char *)value),
		atomic_read(&gets), atomic_read(&puts));
	return 0;
}

static const struct kernel_param_ops poke_ops = {
	.set = poke,
};

module_param_cb(poke, &poke_ops, NULL, 0200);

static int __init purse_init(void)
{
	return purse_structops_register();
}

static void __exit purse_exit(void)
{
	purse_structops_unregister();
}

module_init(purse_init);
module_exit(purse_exit);
