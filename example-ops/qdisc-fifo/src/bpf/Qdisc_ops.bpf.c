// SPDX-License-Identifier: GPL-2.0
/* Packets leave in the order in which they came. */
#include "Qdisc_ops.bpf.h"

#define LIMIT 1000

char LICENSE[] SEC("license") = "GPL";

/* What the kernel lays out under these names, of include/uapi/linux/bpf.h. */
struct bpf_spin_lock {
	__u32 val;
};

struct bpf_list_head {
	__u64 opaque[2];
} __attribute__((aligned(8)));

struct bpf_list_node {
	__u64 opaque[3];
} __attribute__((aligned(8)));

struct bpf_iter_num {
	__u64 opaque[1];
} __attribute__((aligned(8)));

/* A packet that waits. */
struct packet {
	struct sk_buff __kptr *skb;
	struct bpf_list_node node;
};

#define QUEUE SEC(".bss.queue") __hidden __attribute__((aligned(8)))

QUEUE struct bpf_spin_lock queue_lock;
QUEUE struct bpf_list_head queue __attribute__((btf_decl_tag("contains:packet:node")));

__u64 queued;
__u64 sent;
__u64 dropped;

/* Of Linux: kernel/bpf/helpers.c and net/sched/bpf_qdisc.c. */
extern void *bpf_obj_new_impl(__u64 type, void *meta) __ksym;
extern void bpf_obj_drop_impl(void *object, void *meta) __ksym;
extern int bpf_list_push_back_impl(struct bpf_list_head *head, struct bpf_list_node *node,
				   void *meta, __u64 off) __ksym;
extern struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head) __ksym;
extern void bpf_kfree_skb(struct sk_buff *skb) __ksym;
extern void bpf_qdisc_skb_drop(struct sk_buff *skb, struct bpf_sk_buff_ptr *to_free) __ksym;
extern void bpf_qdisc_bstats_update(struct Qdisc *sch, const struct sk_buff *skb) __ksym;

QDISC_OPS_ENQUEUE(fifo_enqueue, struct sk_buff *skb, struct Qdisc *sch, struct sk_buff **to_free)
{
	struct bpf_sk_buff_ptr *drops = (struct bpf_sk_buff_ptr *)to_free;
	struct packet *packet;

	if (sch->q.qlen >= sch->limit)
		goto drop;
	packet = bpf_obj_new_impl(__builtin_btf_type_id(*(struct packet *)0, 0), NULL);
	if (!packet)
		goto drop;
	sch->q.qlen++;
	skb = bpf_kptr_xchg(&packet->skb, skb);
	if (skb)
		bpf_qdisc_skb_drop(skb, drops);
	bpf_spin_lock(&queue_lock);
	bpf_list_push_back_impl(&queue, &packet->node, NULL, 0);
	bpf_spin_unlock(&queue_lock);
	queued++;
	return NET_XMIT_SUCCESS;
drop:
	dropped++;
	bpf_qdisc_skb_drop(skb, drops);
	return NET_XMIT_DROP;
}

/* The packet that waits longest. */
static __always_inline struct sk_buff *take(void)
{
	struct bpf_list_node *node;
	struct sk_buff *skb = NULL;
	struct packet *packet;

	bpf_spin_lock(&queue_lock);
	node = bpf_list_pop_front(&queue);
	bpf_spin_unlock(&queue_lock);
	if (!node)
		return NULL;
	packet = (void *)node - __builtin_offsetof(struct packet, node);
	skb = bpf_kptr_xchg(&packet->skb, skb);
	bpf_obj_drop_impl(packet, NULL);
	return skb;
}

QDISC_OPS_DEQUEUE(fifo_dequeue, struct Qdisc *sch)
{
	struct sk_buff *skb = take();

	if (!skb)
		return NULL;
	sch->q.qlen--;
	sent++;
	bpf_qdisc_bstats_update(sch, skb);
	return skb;
}

QDISC_OPS_INIT(fifo_init, struct Qdisc *sch, struct nlattr *arg, struct netlink_ext_ack *extack)
{
	(void)arg;
	(void)extack;
	sch->limit = LIMIT;
	return 0;
}

QDISC_OPS_RESET(fifo_reset, struct Qdisc *sch)
{
	struct sk_buff *skb;
	int i;

	bpf_for(i, 0, LIMIT) {
		skb = take();
		if (!skb)
			break;
		bpf_kfree_skb(skb);
	}
	sch->q.qlen = 0;
}

QDISC_OPS_DESTROY(fifo_destroy, struct Qdisc *sch)
{
	(void)sch;
}

SEC(".struct_ops.link")
struct Qdisc_ops fifo = {
	.enqueue = (void *)fifo_enqueue,
	.dequeue = (void *)fifo_dequeue,
	.init = (void *)fifo_init,
	.reset = (void *)fifo_reset,
	.destroy = (void *)fifo_destroy,
	.id = "so_fifo",
};
