// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include "solo_ops.bpf.h"
#include "load.h"

char LICENSE[] SEC("license") = "GPL";

COUNTER(solo_calls);
INSTANCE(SOLO_OPS, solo_ops, one);
INSTANCE(SOLO_OPS, solo_ops, two);
