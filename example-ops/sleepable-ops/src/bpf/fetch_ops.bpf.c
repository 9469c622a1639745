// SPDX-License-Identifier: GPL-2.0
#include "fetch_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* The module's own helper, which sleeps, under the number of bpf_copy_from_user(). */
static long (*fetch_from_afar)(void *to, u32 size, u64 block) = (void *)148;

/* The header's macro says "struct_ops.s" of this op. */
FETCH_OPS_FETCH(fetch, u32 block)
{
	u32 value;
	long err;

	err = fetch_from_afar(&value, sizeof(value), block);
	return err ? err : value;
}

FETCH_OPS_PEEK(peek, u32 block)
{
	/* The first one is always at hand. */
	return block ? -1 : 0;
}

SEC(".struct_ops.link")
struct fetch_ops fetch_ops = {
	.fetch = (void *)fetch,
	.peek = (void *)peek,
};
