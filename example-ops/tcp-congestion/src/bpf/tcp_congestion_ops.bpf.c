// SPDX-License-Identifier: GPL-2.0
/*
 * DCTCP: the window shrinks by the share of acknowledged segments that were marked, not by
 * half. Where nothing marks, as on loopback, it is Reno's.
 */
#include "tcp_congestion_ops.bpf.h"

/* An algorithm need not look at all that it gets. */
#pragma clang diagnostic ignored "-Wunused-parameter"

/* The share of marked segments, in 1024ths; a sixteenth of each round is taken over. */
#define ALPHA_ONE 1024
#define GAIN_SHIFT 4

#define STEADY_WINDOW 8

char LICENSE[] SEC("license") = "GPL";

/* Of Linux: net/ipv4/tcp_cong.c. */
extern void tcp_reno_cong_avoid(struct sock *sk, u32 ack, u32 acked) __ksym;

__u64 dctcp_acks;
__u64 steady_acks;
__u64 events;
__u64 releases;
__u32 window;

/* What a connection remembers, in the words that the kernel keeps for it. */
enum { ALPHA, DELIVERED, MARKED, NEXT, BEFORE_LOSS };

static __always_inline u64 *memory(struct sock *sk)
{
	return ((struct inet_connection_sock *)sk)->icsk_ca_priv;
}

static __always_inline void begin_round(struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	memory(sk)[DELIVERED] = tp->delivered;
	memory(sk)[MARKED] = tp->delivered_ce;
	memory(sk)[NEXT] = tp->snd_nxt;
}

TCP_CONGESTION_OPS_INIT(dctcp_init, struct sock *sk)
{
	memory(sk)[ALPHA] = ALPHA_ONE;
	memory(sk)[BEFORE_LOSS] = 0;
	begin_round(sk);
}

TCP_CONGESTION_OPS_SSTHRESH(dctcp_ssthresh, struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	u64 *words = memory(sk);
	u32 cwnd = tp->snd_cwnd;
	u64 less = cwnd * words[ALPHA] / (2 * ALPHA_ONE);

	words[BEFORE_LOSS] = cwnd;
	return less + 2 < cwnd ? cwnd - less : 2;
}

TCP_CONGESTION_OPS_IN_ACK_EVENT(dctcp_in_ack_event, struct sock *sk, u32 flags)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	u64 *words = memory(sk);
	u32 delivered, marked;
	u64 alpha;

	__sync_fetch_and_add(&dctcp_acks, 1);
	if ((s32)(tp->snd_una - (u32)words[NEXT]) < 0)
		return;
	delivered = tp->delivered - (u32)words[DELIVERED];
	marked = tp->delivered_ce - (u32)words[MARKED];
	alpha = words[ALPHA];
	alpha -= alpha >> GAIN_SHIFT;
	if (delivered && marked)
		alpha += ((u64)marked * ALPHA_ONE >> GAIN_SHIFT) / delivered;
	words[ALPHA] = alpha > ALPHA_ONE ? ALPHA_ONE : alpha;
	begin_round(sk);
}

TCP_CONGESTION_OPS_CWND_EVENT(dctcp_cwnd_event, struct sock *sk, enum tcp_ca_event ev)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	__sync_fetch_and_add(&events, 1);
	if (ev == CA_EVENT_LOSS)
		memory(sk)[BEFORE_LOSS] = tp->snd_cwnd;
}

TCP_CONGESTION_OPS_CONG_AVOID(dctcp_cong_avoid, struct sock *sk, u32 ack, u32 acked)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	tcp_reno_cong_avoid(sk, ack, acked);
	window = tp->snd_cwnd;
}

TCP_CONGESTION_OPS_UNDO_CWND(dctcp_undo_cwnd, struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	u32 before = memory(sk)[BEFORE_LOSS];

	return before > tp->snd_cwnd ? before : tp->snd_cwnd;
}

TCP_CONGESTION_OPS_RELEASE(dctcp_release, struct sock *sk)
{
	__sync_fetch_and_add(&releases, 1);
}

/* Never sends more than a few segments ahead. */
TCP_CONGESTION_OPS_CONG_AVOID(steady_cong_avoid, struct sock *sk, u32 ack, u32 acked)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	__sync_fetch_and_add(&steady_acks, 1);
	tp->snd_cwnd = STEADY_WINDOW;
	window = tp->snd_cwnd;
}

SEC(".struct_ops.link")
struct tcp_congestion_ops dctcp = {
	.ssthresh = (void *)dctcp_ssthresh,
	.cong_avoid = (void *)dctcp_cong_avoid,
	.cwnd_event = (void *)dctcp_cwnd_event,
	.in_ack_event = (void *)dctcp_in_ack_event,
	.undo_cwnd = (void *)dctcp_undo_cwnd,
	.name = "so_dctcp",
	.init = (void *)dctcp_init,
	.release = (void *)dctcp_release,
};

SEC(".struct_ops.link")
struct tcp_congestion_ops steady = {
	.ssthresh = (void *)dctcp_ssthresh,
	.cong_avoid = (void *)steady_cong_avoid,
	.undo_cwnd = (void *)dctcp_undo_cwnd,
	.name = "so_dctcp",
	.init = (void *)dctcp_init,
	.release = (void *)dctcp_release,
};

SEC(".struct_ops.link")
struct tcp_congestion_ops late = {
	.ssthresh = (void *)dctcp_ssthresh,
	.cong_avoid = (void *)steady_cong_avoid,
	.undo_cwnd = (void *)dctcp_undo_cwnd,
	.name = "so_dctcp",
};
