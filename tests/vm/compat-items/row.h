/* SPDX-License-Identifier: GPL-2.0 */
/* A program of a changed op need not read all that it gets. */
#pragma clang diagnostic ignored "-Wunused-parameter"

char LICENSE[] SEC("license") = "GPL";

/* A program that does one thing with the struct, and its instance. */
#define READ(name, what) \
	ITEMS_OPS_READ(name, struct items_track *track) { return what; } \
	SEC("?.struct_ops.link") struct items_ops row_##name = { .read = (void *)name }
