// SPDX-License-Identifier: GPL-2.0
#include "two.ops.rs/bpf/items_ops.bpf.h"
#include "row.h"

READ(moved, track->id);
READ(added, track->added);
READ(wide, track->wide);
READ(narrow, track->narrow);
READ(whole, track->whole);
READ(retyped, track->retyped);
READ(kind, track->kind[3]);
READ(given, track->given = 88);
READ(element, track->name[2]);

ITEMS_OPS_MODE(mode_loop, enum items_mode mode) { return mode == ITEMS_MODE_LOOP; }
SEC("?.struct_ops.link") struct items_ops row_loop = { .mode = (void *)mode_loop };
ITEMS_OPS_MODE(mode_added, enum items_mode mode) { return mode == ITEMS_MODE_ADDED ? 51 : 0; }
SEC("?.struct_ops.link") struct items_ops row_mode = { .mode = (void *)mode_added };
ITEMS_OPS_LIMIT(limit, u32 a) { return a == ITEMS_LIMIT ? 60 : a; }
SEC("?.struct_ops.link") struct items_ops row_limit = { .limit = (void *)limit };
