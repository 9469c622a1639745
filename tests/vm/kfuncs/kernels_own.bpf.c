// SPDX-License-Identifier: GPL-2.0
#include "base.h"

/* A type of the kernel's own. */
struct tcp_congestion_ops {
	unsigned int (*ssthresh)(void *sk);
	void (*cong_avoid)(void *sk, unsigned int ack, unsigned int acked);
	unsigned int (*undo_cwnd)(void *sk);
	char name[16];
};

SEC("struct_ops")
unsigned int ssthresh(void)
{
	return shelf_taken();
}

SEC("struct_ops")
int cong_avoid(void)
{
	return 0;
}

SEC("struct_ops")
unsigned int undo_cwnd(void)
{
	return 2;
}

SEC(".struct_ops.link")
struct tcp_congestion_ops greedy = {
	.ssthresh = (void *)ssthresh,
	.cong_avoid = (void *)cong_avoid,
	.undo_cwnd = (void *)undo_cwnd,
	.name = "greedy",
};
