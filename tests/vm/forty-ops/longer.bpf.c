// SPDX-License-Identifier: GPL-2.0
#include "forty_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* A struct of later times: libbpf knows the type by the name before the underscores. */
struct forty_ops___later {
	int (*op_1)(void);
	int (*op_41)(void);
};

FORTY_OPS_OP_1(op_1)
{
	return 1;
}

SEC("struct_ops/op_41")
int op_41(unsigned long long *ctx __attribute__((unused)))
{
	return 41;
}

SEC(".struct_ops.link")
struct forty_ops___later forty = {
	.op_1 = (void *)op_1,
	.op_41 = (void *)op_41,
};
