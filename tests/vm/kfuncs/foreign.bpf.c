// SPDX-License-Identifier: GPL-2.0
#include "base.h"

/* What a walk shows belongs to the shelf: nobody took it. */
SHELF_OPS_SEARCH(search)
{
	struct bpf_iter_shelf_tracks walk;
	struct shelf_track *track;

	bpf_iter_shelf_tracks_new(&walk, 0);
	track = bpf_iter_shelf_tracks_next(&walk);
	if (track)
		shelf_track_put(track);
	bpf_iter_shelf_tracks_destroy(&walk);
	return 0;
}

SEC(".struct_ops.link")
struct shelf_ops shelf = {
	.search = (void *)search,
};
