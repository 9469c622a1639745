/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two instances that know whether they are open. Each call is counted in a map that
 * outlives its loader.
 */
#define REFUSE_EVERY 7
#define EAGAIN 11

#define COUNTER(name) \
	struct { \
		__uint(type, BPF_MAP_TYPE_ARRAY); \
		__uint(max_entries, 1); \
		__type(key, u32); \
		__type(value, u64); \
		__uint(pinning, LIBBPF_PIN_BY_NAME); \
	} name SEC(".maps"); \
\
	static void count(void) \
	{ \
		u32 key = 0; \
		u64 *value = bpf_map_lookup_elem(&name, &key); \
\
		if (value) \
			__sync_fetch_and_add(value, 1); \
	} \
\
	u32 attaches

#define INSTANCE(OPS, ops, name) \
	static volatile bool name##_is_open; \
\
	OPS##_OPEN(name##_open) \
	{ \
		if (++attaches % REFUSE_EVERY == 0) \
			return -EAGAIN; \
		name##_is_open = true; \
		return 0; \
	} \
\
	OPS##_BEAT(name##_beat) \
	{ \
		count(); \
		return name##_is_open ? 1 : 2; \
	} \
\
	OPS##_CLOSE(name##_close) \
	{ \
		name##_is_open = false; \
	} \
\
	SEC(".struct_ops.link") \
	struct ops name = { \
		.id = 1, \
		.open = (void *)name##_open, \
		.beat = (void *)name##_beat, \
		.close = (void *)name##_close, \
	}
