// SPDX-License-Identifier: GPL-2.0
#include "strict_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

STRICT_OPS_TRUTH(truth)
{
	return 1;
}

SEC(".struct_ops.link")
struct strict_ops incomplete = {
	.truth = (void *)truth,
};
