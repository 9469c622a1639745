// SPDX-License-Identifier: GPL-2.0
#include "two.ops.rs/bpf/owns_ops.bpf.h"
#include "row.h"

extern struct cgroup *bpf_cgroup_from_id(u64 id) __ksym;

OWNS_OPS_LENT(lent, struct task_struct *task) { }
ROW(lent);
OWNS_OPS_OWNED(owned, struct task_struct *task) { bpf_task_release(task); }
ROW(owned);
OWNS_OPS_TO_POINTER(to_pointer, struct task_struct *from) { return bpf_task_acquire(from); }
ROW(to_pointer);
OWNS_OPS_TO_NUMBER(to_number, struct task_struct *from) { return 7; }
ROW(to_number);
OWNS_OPS_OTHER(other, struct task_struct *from) { return bpf_cgroup_from_id(1); }
ROW(other);
