// SPDX-License-Identifier: GPL-2.0
#include "two.ops.rs/bpf/calls_ops.bpf.h"
#include "row.h"

CALL(number, calls_number(a));
