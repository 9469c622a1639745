/* SPDX-License-Identifier: GPL-2.0 */
/* A program of a changed op need not read all that it gets. */
#pragma clang diagnostic ignored "-Wunused-parameter"

char LICENSE[] SEC("license") = "GPL";

/* A program that calls one kfunc, and its instance. */
#define CALL(name, what) \
	CALLS_OPS_BASE(name, u32 a) { return what; } \
	SEC("?.struct_ops.link") struct calls_ops row_##name = { .base = (void *)name }
