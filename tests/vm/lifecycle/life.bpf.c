// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include "life_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* What user space steers the policy with, and counts its calls by. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, u32);
	__type(value, u64);
} counters SEC(".maps");

static long count(u32 key)
{
	u64 *value = bpf_map_lookup_elem(&counters, &key);

	return value ? __sync_fetch_and_add(value, 1) : -1;
}

LIFE_OPS_BEAT(first)
{
	count(0);
	return 1;
}

LIFE_OPS_BEAT(second)
{
	count(1);
	return 2;
}

LIFE_OPS_REST(steered)
{
	u32 key = 1;
	u64 *value = bpf_map_lookup_elem(&counters, &key);

	return value ? *value : -1;
}

SEC(".struct_ops.link")
struct life_ops one = {
	.volume = 50,
	.name = "one",
	.beat = (void *)first,
};

SEC(".struct_ops.link")
struct life_ops two = {
	.volume = 50,
	.name = "two",
	.beat = (void *)second,
};

SEC(".struct_ops.link")
struct life_ops three = {
	.volume = 50,
	.name = "three",
	.beat = (void *)second,
	.rest = (void *)steered,
};

SEC(".struct_ops")
struct life_ops plain = {
	.volume = 50,
	.name = "plain",
	.beat = (void *)second,
};
