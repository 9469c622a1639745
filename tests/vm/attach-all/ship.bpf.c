// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include "crew_ops.bpf.h"
#include "deck_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Calls, attached links, detached links. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 3);
	__type(key, u32);
	__type(value, u64);
} counters SEC(".maps");

static int count(u32 key)
{
	u64 *value = bpf_map_lookup_elem(&counters, &key);

	if (value)
		__sync_fetch_and_add(value, 1);
	return 0;
}

SEC("fentry/bpf_crew_ops_call_call")
int watch_call(void *ctx __attribute__((unused)))
{
	return count(0);
}

SEC("kprobe/bpf_struct_ops_link_create")
int watch_attach(void *ctx __attribute__((unused)))
{
	return count(1);
}

SEC("kprobe/bpf_struct_ops_map_link_dealloc")
int watch_detach(void *ctx __attribute__((unused)))
{
	return count(2);
}

/* Nothing here is attached by its section. */
SEC("?kprobe/no_such_function")
int left_out(void *ctx __attribute__((unused)))
{
	return 0;
}

SEC("kprobe")
int nowhere(void *ctx __attribute__((unused)))
{
	return 0;
}

SEC("syscall")
int by_hand(void *ctx __attribute__((unused)))
{
	return 0;
}

CREW_OPS_CALL(call)
{
	return 1;
}

DECK_OPS_LOOK(look)
{
	return 2;
}

SEC(".struct_ops.link")
struct crew_ops crew = {
	.call = (void *)call,
};

SEC(".struct_ops")
struct deck_ops deck = {
	.look = (void *)look,
};

SEC("?.struct_ops.link")
struct crew_ops spare = {
	.call = (void *)call,
};
