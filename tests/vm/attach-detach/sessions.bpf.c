// SPDX-License-Identifier: GPL-2.0
#include "session_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

static long (*session_say)(const char *text, u32 size) = (void *)6;

#define SESSION(name, number, result) \
	static const char open_##name##_line[] = "open " #number; \
	static const char close_##name##_line[] = "close " #number; \
\
	SESSION_OPS_OPEN(open_##name) \
	{ \
		session_say(open_##name##_line, sizeof(open_##name##_line)); \
		return result; \
	} \
\
	SESSION_OPS_CLOSE(close_##name) \
	{ \
		session_say(close_##name##_line, sizeof(close_##name##_line)); \
	} \
\
	SESSION_OPS_WORK(work_##name) \
	{ \
		return number; \
	} \
\
	SEC(".struct_ops.link") \
	struct session_ops name = { \
		.id = number, \
		.open = (void *)open_##name, \
		.close = (void *)close_##name, \
		.work = (void *)work_##name, \
	}

SESSION(one, 1, 0);
SESSION(two, 2, 0);
SESSION(denied, 3, -13);
/* No errno, and none that fits into a pointer. */
SESSION(positive, 4, 5);
SESSION(huge, 5, -100000);
