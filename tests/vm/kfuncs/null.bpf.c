// SPDX-License-Identifier: GPL-2.0
#include "base.h"

/* The track may not be NULL here. */
SHELF_OPS_SEARCH(search)
{
	char title[8] = {};

	return shelf_track_title(NULL, title, sizeof(title));
}

SEC(".struct_ops.link")
struct shelf_ops shelf = {
	.search = (void *)search,
};
