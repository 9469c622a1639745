// SPDX-License-Identifier: GPL-2.0
#include "comes_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

COMES_OPS_COME(come)
{
	return 0;
}

COMES_OPS_GO(go)
{
}

SEC("struct_ops.s/beat")
int beat(unsigned long long *ctx __attribute__((unused)))
{
	return 1;
}

SEC(".struct_ops.link")
struct comes_ops sleeps = {
	.come = (void *)come,
	.beat = (void *)beat,
	.go = (void *)go,
};
