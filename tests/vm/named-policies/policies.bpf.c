// SPDX-License-Identifier: GPL-2.0
#include "policy_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

POLICY_OPS_SERVE(serve_all, u32 waiting)
{
	return waiting;
}

POLICY_OPS_SERVE(serve_two, u32 waiting)
{
	return waiting < 2 ? waiting : 2;
}

POLICY_OPS_SERVE(serve_few, u32 waiting)
{
	return waiting / 100;
}

SEC(".struct_ops.link")
struct policy_ops eager = {
	.name = "eager",
	.serve = (void *)serve_all,
};

SEC(".struct_ops.link")
struct policy_ops lazy = {
	.name = "lazy",
	.serve = (void *)serve_two,
};

/* Another map of the same name. */
SEC(".struct_ops.link")
struct policy_ops lazier = {
	.name = "lazy",
	.serve = (void *)serve_few,
};

SEC(".struct_ops.link")
struct policy_ops third = {
	.name = "third",
	.serve = (void *)serve_all,
};
