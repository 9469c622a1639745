// SPDX-License-Identifier: GPL-2.0
#include "base.h"

char changing[] = "Canon";

/* No constant: it lies in memory that may change. */
SHELF_OPS_SEARCH(search)
{
	struct shelf_track *track = shelf_track_find(changing);

	if (track)
		shelf_track_put(track);
	return 0;
}

SEC(".struct_ops.link")
struct shelf_ops shelf = {
	.search = (void *)search,
};
