//! `Qdisc_ops` as vmlinux has it, written by `structops-gen import`. Yours from then on.
//!
//! What is required, may sleep or is not supported comes from `net/sched/bpf_qdisc.c`:
//! `bpf_qdisc_validate`, `bpf_qdisc_init_member`, `__bpf_ops_qdisc_ops`.

use struct_ops::prelude::*;

#[struct_ops(existing = "vmlinux")]
pub mod qdisc {
    // `include/linux/netdevice.h`
    #[name("NET_XMIT_SUCCESS")]
    pub const NET_XMIT_SUCCESS: i32 = 0;
    #[name("NET_XMIT_DROP")]
    pub const NET_XMIT_DROP: i32 = 1;
    #[name("NET_XMIT_CN")]
    pub const NET_XMIT_CN: i32 = 2;

    #[kernel]
    pub struct Qdisc_class_ops {}

    #[kernel]
    pub struct sk_buff {}

    #[kernel]
    pub struct Qdisc {}

    #[kernel]
    pub struct nlattr {}

    #[kernel]
    pub struct netlink_ext_ack {}

    #[kernel]
    pub struct gnet_dump {}

    #[ops(name = "Qdisc_ops")]
    pub trait QdiscOps {
        // Left out, so that programs leave it zero: `struct Qdisc_ops *next` (the struct of the ops
        // itself).

        #[private]
        const CL_OPS: *const Qdisc_class_ops;

        const ID: [c_char; 16];

        #[private]
        const PRIV_SIZE: i32;

        #[private]
        const STATIC_FLAGS: u32;

        fn enqueue(&self, skb: Ref<sk_buff>, sch: &mut Qdisc, to_free: *mut *mut sk_buff) -> i32;

        fn dequeue(&self, sch: &mut Qdisc) -> Option<Ref<sk_buff>>;

        #[unsupported]
        fn peek(&self, sch: &mut Qdisc) -> Option<Ref<sk_buff>>;

        fn init(&self, sch: &mut Qdisc, arg: &mut nlattr, extack: &mut netlink_ext_ack) -> i32;

        fn reset(&self, sch: &mut Qdisc);

        fn destroy(&self, sch: &mut Qdisc);

        #[unsupported]
        fn change(&self, sch: &mut Qdisc, arg2: &mut nlattr, extack: &mut netlink_ext_ack) -> i32;

        #[unsupported]
        fn attach(&self, sch: &mut Qdisc);

        #[unsupported]
        fn change_tx_queue_len(&self, sch: &mut Qdisc, arg2: u32) -> i32;

        #[unsupported]
        fn change_real_num_tx(&self, sch: &mut Qdisc, arg2: u32);

        #[unsupported]
        fn dump(&self, sch: &mut Qdisc, skb: &mut sk_buff) -> i32;

        #[unsupported]
        fn dump_stats(&self, sch: &mut Qdisc, arg2: &mut gnet_dump) -> i32;

        #[unsupported]
        fn ingress_block_set(&self, sch: &mut Qdisc, arg2: u32);

        #[unsupported]
        fn egress_block_set(&self, sch: &mut Qdisc, arg2: u32);

        #[unsupported]
        fn ingress_block_get(&self, sch: &mut Qdisc) -> u32;

        #[unsupported]
        fn egress_block_get(&self, sch: &mut Qdisc) -> u32;

        const OWNER: &module;
    }
}
