// SPDX-License-Identifier: GPL-2.0
#include "calls_ops.bpf.h"
#include "row.h"

/* The parent of a task is protected by RCU alone. */
CALL(walks, a + calls_walks(bpf_get_current_task_btf()->real_parent));
