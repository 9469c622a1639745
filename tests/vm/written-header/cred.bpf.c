// SPDX-License-Identifier: GPL-2.0
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include "bpf_testmod_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Through two structs of the kernel, to fields far inside of both. */
BPF_TESTMOD_OPS_TEST_1(test_1, void)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	char comm[TASK_COMM_LEN];

	BPF_CORE_READ_STR_INTO(&comm, task, comm);
	bpf_printk("%s has pid %d, parent %d, uid %d", comm, BPF_CORE_READ(task, tgid),
		   BPF_CORE_READ(task, real_parent, tgid), BPF_CORE_READ(task, cred, uid.val));
	return BPF_CORE_READ(task, tgid);
}

SEC(".struct_ops.link")
struct bpf_testmod_ops cred = {
	.test_1 = (void *)test_1,
};
