/* SPDX-License-Identifier: GPL-2.0 */
#include "refs_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

extern struct task_struct *bpf_task_acquire(struct task_struct *p) __ksym;
