// SPDX-License-Identifier: GPL-2.0
#include "base.h"

/* Open to programs of the shelf's type only. */
SEC("syscall")
int take(void)
{
	struct shelf_track *track = shelf_track_get(1);

	if (track)
		shelf_track_put(track);
	return 0;
}
