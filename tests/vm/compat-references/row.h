/* SPDX-License-Identifier: GPL-2.0 */
/* A program of a changed op need not read all that it gets. */
#pragma clang diagnostic ignored "-Wunused-parameter"

char LICENSE[] SEC("license") = "GPL";

/* An instance with one program; the loader chooses one of them. */
#define ROW(op) \
	SEC("?.struct_ops.link") struct owns_ops row_##op = { .op = (void *)op }

extern struct task_struct *bpf_task_acquire(struct task_struct *task) __ksym;
extern void bpf_task_release(struct task_struct *task) __ksym;
