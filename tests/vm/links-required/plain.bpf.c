// SPDX-License-Identifier: GPL-2.0
#include "strict_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

STRICT_OPS_MUST(must, u64 bit)
{
	return bit;
}

SEC(".struct_ops")
struct strict_ops plain = {
	.must = (void *)must,
};
