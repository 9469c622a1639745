// SPDX-License-Identifier: GPL-2.0
#include "strict_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

STRICT_OPS_MUST(must, u64 bit)
{
	return bit;
}

STRICT_OPS_TRUTH(truth)
{
	return 2;
}

STRICT_OPS_NOTHING(nothing)
{
}

SEC(".struct_ops.link")
struct strict_ops complete = {
	.must = (void *)must,
	.truth = (void *)truth,
	.nothing = (void *)nothing,
};
