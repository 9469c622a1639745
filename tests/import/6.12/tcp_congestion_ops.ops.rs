//! `tcp_congestion_ops` as vmlinux has it, written by `structops-gen import`. Yours from then on.
//!
//! What is required, may sleep or is not supported comes from `net/ipv4/bpf_tcp_ca.c`:
//! `bpf_tcp_ca_init_member`, `__bpf_ops_tcp_congestion_ops`; `net/ipv4/tcp_cong.c`:
//! `tcp_validate_congestion_control`.

use struct_ops::prelude::*;

#[struct_ops(existing = "vmlinux")]
pub mod tcp_congestion {
    // `include/net/tcp.h`
    #[name("TCP_CONG_NON_RESTRICTED")]
    pub const TCP_CONG_NON_RESTRICTED: u32 = 1;
    #[name("TCP_CONG_NEEDS_ECN")]
    pub const TCP_CONG_NEEDS_ECN: u32 = 2;

    #[kernel]
    pub struct sock {}

    #[kernel]
    #[repr(u32)]
    pub enum tcp_ca_event {
        CA_EVENT_TX_START = 0,
        CA_EVENT_CWND_RESTART = 1,
        CA_EVENT_COMPLETE_CWR = 2,
        CA_EVENT_LOSS = 3,
        CA_EVENT_ECN_NO_CE = 4,
        CA_EVENT_ECN_IS_CE = 5,
    }

    #[kernel]
    pub struct ack_sample {}

    #[kernel]
    pub struct rate_sample {}

    #[kernel]
    pub union tcp_cc_info {}

    #[ops(requires(cong_avoid | cong_control))]
    pub trait TcpCongestionOps {
        fn ssthresh(&self, sk: &mut sock) -> u32;

        fn cong_avoid(&self, sk: &mut sock, ack: u32, acked: u32) {}

        fn set_state(&self, sk: &mut sock, new_state: u8) {}

        fn cwnd_event(&self, sk: &mut sock, ev: tcp_ca_event) {}

        fn in_ack_event(&self, sk: &mut sock, flags: u32) {}

        fn pkts_acked(&self, sk: &mut sock, #[constant] sample: &ack_sample) {}

        fn min_tso_segs(&self, sk: &mut sock) -> u32 {
            0
        }

        fn cong_control(&self, sk: &mut sock, ack: u32, flag: i32, #[constant] rs: &rate_sample) {}

        fn undo_cwnd(&self, sk: &mut sock) -> u32;

        fn sndbuf_expand(&self, sk: &mut sock) -> u32 {
            0
        }

        #[unsupported]
        fn get_info(&self, sk: &mut sock, arg2: u32, arg3: *mut i32, info: &mut tcp_cc_info)
        -> u64;

        const NAME: [c_char; 16];

        const OWNER: &module;

        #[private]
        const LIST: list_head;

        #[private]
        const KEY: u32;

        const FLAGS: u32 = 0;

        fn init(&self, sk: &mut sock) {}

        fn release(&self, sk: &mut sock) {}
    }
}
