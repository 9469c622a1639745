// SPDX-License-Identifier: GPL-2.0
#include "session_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* The module's own helper, under the number of the kernel's bpf_trace_printk(). */
static long (*session_say)(const char *text, u32 size) = (void *)6;

#define say(text) \
	do { \
		static const char line[] = text; \
\
		session_say(line, sizeof(line)); \
	} while (0)

SESSION_OPS_OPEN(open)
{
	say("open");
	return 0;
}

SESSION_OPS_CLOSE(close)
{
	say("close");
}

SESSION_OPS_WORK(work)
{
	return 42;
}

SEC(".struct_ops.link")
struct session_ops session_ops = {
	.id = 1, /* must be set */
	.open = (void *)open,
	.close = (void *)close,
	.work = (void *)work,
};
