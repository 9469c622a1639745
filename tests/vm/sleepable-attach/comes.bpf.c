// SPDX-License-Identifier: GPL-2.0
#include "comes_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

int is_there;

COMES_OPS_COME(come)
{
	is_there = 7;
	return 0;
}

COMES_OPS_BEAT(beat)
{
	return is_there;
}

COMES_OPS_GO(go)
{
	is_there = 0;
}

SEC(".struct_ops.link")
struct comes_ops one = {
	.come = (void *)come,
	.beat = (void *)beat,
	.go = (void *)go,
};
