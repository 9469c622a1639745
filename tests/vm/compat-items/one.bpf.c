// SPDX-License-Identifier: GPL-2.0
#include "items_ops.bpf.h"
#include "row.h"

/* Of eight characters, as many as the first version has. */
static __always_inline s64 fifth(const u8 *name)
{
	u8 copy[8] = {};

	bpf_probe_read_kernel(copy, sizeof(copy), name);
	return copy[4];
}

READ(moved, track->id);
READ(gone, track->gone);
READ(wide, track->wide);
READ(narrow, (u32)track->narrow);
READ(whole, track->whole);
READ(retyped, (s64)track->retyped);
READ(kind, track->kind);
READ(taken, track->taken = 77);
READ(element, track->name[2]);
READ(beyond, track->name[6]);
READ(copied, fifth(track->name));

ITEMS_OPS_MODE(mode_loop, enum items_mode mode) { return mode == ITEMS_MODE_LOOP; }
SEC("?.struct_ops.link") struct items_ops row_loop = { .mode = (void *)mode_loop };
ITEMS_OPS_MODE(mode_gone, enum items_mode mode) { return mode == ITEMS_MODE_GONE ? 1 : 40 + mode; }
SEC("?.struct_ops.link") struct items_ops row_mode = { .mode = (void *)mode_gone };
ITEMS_OPS_LIMIT(limit, u32 a) { return a == ITEMS_LIMIT ? 60 : a; }
SEC("?.struct_ops.link") struct items_ops row_limit = { .limit = (void *)limit };
