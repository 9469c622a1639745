// SPDX-License-Identifier: GPL-2.0
#include "calls_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

SEC(".struct_ops.link")
struct calls_ops absent = {};
