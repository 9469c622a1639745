// SPDX-License-Identifier: GPL-2.0
#include "jukebox_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* A view of the kernel's type with a field that no kernel has. */
struct task_struct___view {
	int favourite_song;
} __attribute__((preserve_access_index));

JUKEBOX_OPS_CHOOSE(choose, struct jukebox_track *track, struct task_struct *listener)
{
	struct task_struct___view *view = (void *)listener;

	return view->favourite_song + track->id;
}

SEC(".struct_ops.link")
struct jukebox_ops jukebox = {
	.choose = (void *)choose,
};
