// SPDX-License-Identifier: GPL-2.0
#include "calls_ops.bpf.h"
#include "row.h"

CALL(order, calls_order(a + 10, a));
