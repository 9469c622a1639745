// SPDX-License-Identifier: GPL-2.0
/*
 * A shelf of four tracks, as BPF programs see it.
 *
 * This file is yours: structops-gen writes it once.
 */
#include <linux/atomic.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "shelf_kfuncs.h"
#include "shelf_ops.h"
#include "shelf_structops.h"

static struct shelf_track tracks[SHELF_TRACKS] = {
	{ .id = 0, .title = "Prelude" },
	{ .id = 1, .title = "Canon" },
	{ .id = 2, .title = "Fugue" },
	{ .id = 3, .title = "Rondo" },
};

static atomic_t taken[SHELF_TRACKS];
static atomic_t played[SHELF_TRACKS];
static atomic_t silences;

__bpf_kfunc_start_defs();

__bpf_kfunc struct shelf_track *shelf_track_get(u32 id)
{
	if (id >= SHELF_TRACKS)
		return NULL;

	atomic_inc(&taken[id]);
	return &tracks[id];
}

__bpf_kfunc void shelf_track_put(struct shelf_track *track)
{
	atomic_dec(&taken[track - tracks]);
}

__bpf_kfunc struct shelf_track *shelf_track_find(const char *title__str)
{
	for (u32 id = 0; id < SHELF_TRACKS; id++) {
		if (!strcmp(tracks[id].title, title__str))
			return shelf_track_get(id);
	}
	return NULL;
}

/* A struct of numbers may lie on the program's stack: nothing in it is believed. */
__bpf_kfunc u32 shelf_track_play(struct shelf_track *track__nullable)
{
	if (!track__nullable || track__nullable->id >= SHELF_TRACKS)
		return atomic_fetch_inc(&silences);

	return atomic_fetch_inc(&played[track__nullable->id]);
}

__bpf_kfunc int shelf_track_title(struct shelf_track *track, char *title,
				  u32 room__sz)
{
	size_t len = strnlen(track->title, sizeof(track->title));

	memcpy(title, track->title, min_t(size_t, len, room__sz));
	return len;
}

__bpf_kfunc u32 shelf_favourite(struct task_struct *task)
{
	return task->pid % SHELF_TRACKS;
}

__bpf_kfunc int bpf_iter_shelf_tracks_new(struct bpf_iter_shelf_tracks *state,
					  u32 from)
{
	state->at = from;
	state->end = SHELF_TRACKS;
	return from < SHELF_TRACKS ? 0 : -EINVAL;
}

__bpf_kfunc struct shelf_track *bpf_iter_shelf_tracks_next(struct bpf_iter_shelf_tracks *state)
{
	return state->at < state->end ? &tracks[state->at++] : NULL;
}

__bpf_kfunc void bpf_iter_shelf_tracks_destroy(struct bpf_iter_shelf_tracks *state)
{
}

__bpf_kfunc void shelf_dust(u32 milliseconds)
{
	msleep(milliseconds);
}

__bpf_kfunc u32 shelf_taken(void)
{
	u32 sum = 0;

	for (u32 id = 0; id < SHELF_TRACKS; id++)
		sum += atomic_read(&taken[id]);
	return sum;
}

__bpf_kfunc_end_defs();

static int __init shelf_init(void)
{
	return shelf_structops_register();
}

static void __exit shelf_exit(void)
{
	shelf_structops_unregister();
}

module_init(shelf_init);
module_exit(shelf_exit);
