// SPDX-License-Identifier: GPL-2.0
#include <linux/init.h>
#include <linux/module.h>

#include "answer_ops.h"
#include "answers_structops.h"

int answer_ops_hook_reg(struct answer_ops *ops, struct bpf_link *link)
{
	return *answer_ops_reg_of(ops);
}

int answer_ops_hook_validate(struct answer_ops *ops)
{
	return *answer_ops_validate_of(ops);
}

int answer_ops_hook_update(struct answer_ops *ops, struct answer_ops *old_ops,
			   struct bpf_link *link)
{
	return *answer_ops_update_of(ops);
}

static int __init answers_init(void)
{
	return answers_structops_register();
}

static void __exit answers_exit(void)
{
	answers_structops_unregister();
}

module_init(answers_init);
module_exit(answers_exit);
