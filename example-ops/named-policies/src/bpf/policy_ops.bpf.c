// SPDX-License-Identifier: GPL-2.0
#include "policy_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

POLICY_OPS_SERVE(serve_all, u32 waiting)
{
	return waiting;
}

POLICY_OPS_SERVE(serve_half, u32 waiting)
{
	return waiting / 2;
}

POLICY_OPS_IS_READY(never_ready)
{
	return false;
}

SEC(".struct_ops.link")
struct policy_ops eager = {
	.name = "eager",
	.serve = (void *)serve_all,
};

SEC(".struct_ops.link")
struct policy_ops lazy = {
	.name = "lazy",
	.serve = (void *)serve_half,
	.is_ready = (void *)never_ready,
};
