// SPDX-License-Identifier: GPL-2.0
#include "calls_ops.bpf.h"
#include "row.h"

/* Of another type than the programs of ops. */
SEC("syscall")
int asks(void *context)
{
	return calls_kinds(1);
}

CALL(kinds, calls_kinds(a));
