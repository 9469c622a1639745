// SPDX-License-Identifier: GPL-2.0
#include "policy_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

POLICY_OPS_IS_READY(ready)
{
	return true;
}

SEC(".struct_ops.link")
struct policy_ops wordy = {
	.name = "two words",
	.is_ready = (void *)ready,
};
