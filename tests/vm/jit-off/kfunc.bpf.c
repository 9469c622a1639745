// SPDX-License-Identifier: GPL-2.0
#include "bpf_testmod_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* A kernel function that every kind of program may call. */
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

BPF_TESTMOD_OPS_TEST_1(test_1)
{
	bpf_rcu_read_lock();
	bpf_rcu_read_unlock();
	return 43;
}

SEC(".struct_ops.link")
struct bpf_testmod_ops instance = {
	.test_1 = (void *)test_1,
};
