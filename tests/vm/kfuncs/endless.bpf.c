// SPDX-License-Identifier: GPL-2.0
#include "base.h"

/* A walk that does not end. */
SHELF_OPS_SEARCH(search)
{
	struct bpf_iter_shelf_tracks walk;

	return bpf_iter_shelf_tracks_new(&walk, 0);
}

SEC(".struct_ops.link")
struct shelf_ops shelf = {
	.search = (void *)search,
};
