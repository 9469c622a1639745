// SPDX-License-Identifier: GPL-2.0
#include "calls_ops.bpf.h"
#include "row.h"

static u32 taken(void)
{
	struct calls_track *track = calls_get();
	u32 id = track->id;

	calls_put(track);
	return id;
}

CALL(get, a + taken());
