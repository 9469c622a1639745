// SPDX-License-Identifier: GPL-2.0
#include "calls_ops.bpf.h"
#include "row.h"

CALL(takes, a + calls_takes(NULL));
