// SPDX-License-Identifier: GPL-2.0
#include "base.h"

int taken = -1;

/* Run by user space: the one kfunc that is open to it. */
SEC("syscall")
int ask(void)
{
	taken = shelf_taken();
	return taken;
}
