// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include "crowd_ops.bpf.h"
#include "load.h"

char LICENSE[] SEC("license") = "GPL";

COUNTER(crowd_calls);
INSTANCE(CROWD_OPS, crowd_ops, one);
INSTANCE(CROWD_OPS, crowd_ops, two);
