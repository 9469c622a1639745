//! Constants that programs of Linux's types use, and that no prototype names: bits of members
//! and arguments that are plain numbers, and results.

/// Constants of one type of Linux.
#[derive(Debug)]
pub struct Constants {
    /// The tag of the ops struct.
    pub tag: &'static str,
    /// The type in Rust of what they are used for.
    pub scalar: &'static str,
    /// Enums whose enumerators BTF knows, by their tags.
    pub enums: &'static [&'static str],
    /// What is a macro, or an enumerator of an enum without a tag: BTF has no name to ask for.
    pub values: &'static [(&'static str, i64)],
    /// Where the values are defined.
    pub source: &'static str,
}

const TABLE: &[Constants] = &[
    Constants {
        tag: "tcp_congestion_ops",
        scalar: "u32",
        enums: &[],
        // Later kernels have more bits, which earlier ones refuse (`TCP_CONG_MASK`).
        values: &[("TCP_CONG_NON_RESTRICTED", 1), ("TCP_CONG_NEEDS_ECN", 2)],
        source: "include/net/tcp.h",
    },
    SCHED_EXT,
    Constants {
        tag: "sched_ext_ops_cid",
        ..SCHED_EXT
    },
    Constants {
        tag: "Qdisc_ops",
        scalar: "i32",
        enums: &[],
        values: &[
            ("NET_XMIT_SUCCESS", 0),
            ("NET_XMIT_DROP", 1),
            ("NET_XMIT_CN", 2),
        ],
        source: "include/linux/netdevice.h",
    },
    Constants {
        tag: "smc_hs_ctrl",
        scalar: "u32",
        enums: &[],
        values: &[("SMC_HS_CTRL_FLAG_INHERITABLE", 1)],
        source: "include/net/smc.h",
    },
    Constants {
        tag: "io_uring_bpf_ops",
        scalar: "i32",
        enums: &[],
        values: &[("IOU_LOOP_CONTINUE", 0), ("IOU_LOOP_STOP", 1)],
        source: "io_uring/loop.h",
    },
];

const SCHED_EXT: Constants = Constants {
    tag: "sched_ext_ops",
    scalar: "u64",
    enums: &[
        "scx_public_consts",
        "scx_ops_flags",
        "scx_dsq_id_flags",
        "scx_wake_flags",
        "scx_enq_flags",
        "scx_deq_flags",
    ],
    values: &[],
    source: "",
};

/// The row of a tag.
pub fn find(tag: &str) -> Option<&'static Constants> {
    TABLE.iter().find(|row| row.tag == tag)
}
