// SPDX-License-Identifier: GPL-2.0
#include "calls_ops.bpf.h"
#include "row.h"

CALL(number, calls_number(4294967296ULL + a));
