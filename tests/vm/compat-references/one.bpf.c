// SPDX-License-Identifier: GPL-2.0
#include "owns_ops.bpf.h"
#include "row.h"

OWNS_OPS_LENT(lent, struct task_struct *task) { bpf_task_release(task); }
ROW(lent);
OWNS_OPS_OWNED(owned, struct task_struct *task) { }
ROW(owned);
OWNS_OPS_TO_POINTER(to_pointer, struct task_struct *from) { return 7; }
ROW(to_pointer);
OWNS_OPS_TO_NUMBER(to_number, struct task_struct *from) { return bpf_task_acquire(from); }
ROW(to_number);
OWNS_OPS_OTHER(other, struct task_struct *from) { return bpf_task_acquire(from); }
ROW(other);
