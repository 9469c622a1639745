// SPDX-License-Identifier: GPL-2.0
#include "policy_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

POLICY_OPS_SERVE(serve_all, u32 waiting)
{
	return waiting;
}

POLICY_OPS_SERVE(serve_two, u32 waiting)
{
	return 2;
}

POLICY_OPS_SERVE(serve_none, u32 waiting)
{
	return 0;
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
	.serve = (void *)serve_none,
};

SEC(".struct_ops.link")
struct policy_ops third = {
	.name = "third",
	.serve = (void *)serve_all,
};
