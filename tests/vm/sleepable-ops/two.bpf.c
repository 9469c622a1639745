// SPDX-License-Identifier: GPL-2.0
#include "fetch_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

static long (*fetch_from_afar)(void *to, u32 size, u64 block) = (void *)148;

FETCH_OPS_FETCH(far, u32 block)
{
	u32 value;
	long err;

	err = fetch_from_afar(&value, sizeof(value), block);
	return err ? err : value;
}

FETCH_OPS_FETCH(near, u32 block)
{
	return block - 1;
}

SEC(".struct_ops.link")
struct fetch_ops one = {
	.fetch = (void *)far,
};

SEC(".struct_ops.link")
struct fetch_ops two = {
	.fetch = (void *)near,
};
