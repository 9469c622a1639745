/* SPDX-License-Identifier: GPL-2.0 */
/* A program of a changed op need not read all that it gets. */
#pragma clang diagnostic ignored "-Wunused-parameter"

char LICENSE[] SEC("license") = "GPL";

/* An instance with one program; the loader chooses one of them. */
#define ROW(name, op, program) \
	SEC("?.struct_ops.link") struct cross_ops name = { .op = (void *)program }
