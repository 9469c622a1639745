// SPDX-License-Identifier: GPL-2.0
#include "shelf_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* A constant string: the module reads it where it is. */
const char wanted[] = "Canon";

/* What is taken is given back on every path, or the program is refused. */
SHELF_OPS_PLAY(shelf_play, u32 id, struct task_struct *listener)
{
	struct shelf_track *track = shelf_track_get(id);
	char title[16] = {};
	u32 before;

	if (!track)
		return -2; /* -ENOENT */

	before = shelf_track_play(track);
	shelf_track_title(track, title, sizeof(title) - 1);
	bpf_printk("%s plays %s, off the shelf: %u", "somebody", title,
		   shelf_taken());
	shelf_track_put(track);

	/* The parent is protected by RCU alone. */
	bpf_printk("the parent of %d likes track %u", listener->pid,
		   shelf_favourite(listener->real_parent));
	return before;
}

SHELF_OPS_SEARCH(shelf_search)
{
	struct bpf_iter_shelf_tracks walk;
	struct shelf_track *track;
	int sum = 0;

	bpf_iter_shelf_tracks_new(&walk, 1);
	while ((track = bpf_iter_shelf_tracks_next(&walk)))
		sum += track->id;
	bpf_iter_shelf_tracks_destroy(&walk);

	track = shelf_track_find(wanted);
	if (!track)
		return -2; /* -ENOENT */
	sum = 10 * sum + track->id;
	shelf_track_put(track);
	shelf_track_play(NULL);
	return sum;
}

SHELF_OPS_CLEAN(shelf_clean, u32 milliseconds)
{
	shelf_dust(milliseconds);
	return milliseconds;
}

SEC(".struct_ops.link")
struct shelf_ops shelf_ops = {
	.play = (void *)shelf_play,
	.search = (void *)shelf_search,
	.clean = (void *)shelf_clean,
};
