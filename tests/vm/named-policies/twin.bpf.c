// SPDX-License-Identifier: GPL-2.0
#include "policy_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

SEC(".struct_ops.link")
struct policy_ops twin = {
	.name = "lazy",
};
