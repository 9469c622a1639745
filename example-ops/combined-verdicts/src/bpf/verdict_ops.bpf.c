// SPDX-License-Identifier: GPL-2.0
#include "verdict_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

#define EACCES 13
#define EPERM 1

VERDICT_OPS_JUDGE(no_low_ports, u32 port)
{
	return port < 1024 ? -EACCES : 0;
}

VERDICT_OPS_JUDGE(no_telnet, u32 port)
{
	return port == 23 || port == 2323 ? -EPERM : 0;
}

VERDICT_OPS_HANDLE(handle_even, u32 event)
{
	return event % 2 == 0;
}

VERDICT_OPS_HANDLE(handle_small, u32 event)
{
	return event < 10;
}

/* They are asked in the order in which they are attached. */
SEC(".struct_ops.link")
struct verdict_ops ports = {
	.judge = (void *)no_low_ports,
	.handle = (void *)handle_even,
};

SEC(".struct_ops.link")
struct verdict_ops telnet = {
	.judge = (void *)no_telnet,
	.handle = (void *)handle_small,
};
