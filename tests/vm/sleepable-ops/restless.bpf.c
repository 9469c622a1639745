// SPDX-License-Identifier: GPL-2.0
#include "fetch_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

SEC("struct_ops.s/restless")
int restless(unsigned long long *ctx)
{
	return ctx[0];
}

SEC(".struct_ops.link")
struct fetch_ops restless_ops = {
	.peek = (void *)restless,
};
