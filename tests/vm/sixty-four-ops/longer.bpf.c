// SPDX-License-Identifier: GPL-2.0
#include "sixty_four_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* A struct of later times: libbpf knows the type by the name before the underscores. */
struct sixty_four_ops___later {
	int (*op_1)(void);
	int (*op_65)(void);
};

SIXTY_FOUR_OPS_OP_1(op_1)
{
	return 1;
}

SEC("struct_ops/op_65")
int op_65(unsigned long long *ctx __attribute__((unused)))
{
	return 65;
}

SEC(".struct_ops.link")
struct sixty_four_ops___later sixty_four = {
	.op_1 = (void *)op_1,
	.op_65 = (void *)op_65,
};
