//! Types that Linux itself defines: what BTF does not say of them.
//!
//! Read in the files that the rows name, of Linux 6.12 to 7.3.

/// A type of Linux.
#[derive(Debug)]
pub struct Existing {
    /// Its tag.
    pub tag: &'static str,
    /// The file, and the functions that say the rest of the row.
    pub source: &'static str,
    /// Ops without which an instance is refused.
    pub required: &'static [&'static str],
    /// Ops of which an instance must have one.
    pub one_of: &'static [&'static str],
    /// Ops whose programs may sleep on every kernel that has the op.
    pub sleepable: &'static [&'static str],
    /// Ops that no program may implement.
    pub unsupported: &'static [&'static str],
    /// Data members that must be set.
    pub set: &'static [&'static str],
    /// Data members that must stay zero.
    pub private: &'static [&'static str],
    /// Whether it is attached without a link.
    pub has_no_links: bool,
    /// What its stubs are called where they are not `<type>__<op>`: the beginning of the op
    /// that is left out, and what stands in front of the rest.
    pub stubs: Option<(&'static str, &'static str)>,
}

/// A type of which nothing is to be said.
const PLAIN: Existing = Existing {
    tag: "",
    source: "",
    required: &[],
    one_of: &[],
    sleepable: &[],
    unsupported: &[],
    set: &[],
    private: &[],
    has_no_links: false,
    stubs: None,
};

/// Every type of Linux that is known.
pub const TYPES: &[Existing] = &[
    Existing {
        tag: "tcp_congestion_ops",
        source: "`net/ipv4/bpf_tcp_ca.c`: `bpf_tcp_ca_init_member`, `__bpf_ops_tcp_congestion_ops`; \
                 `net/ipv4/tcp_cong.c`: `tcp_validate_congestion_control`",
        required: &["ssthresh", "undo_cwnd"],
        one_of: &["cong_avoid", "cong_control"],
        unsupported: &["get_info"],
        set: &["name"],
        private: &["key", "list", "owner"],
        stubs: Some(("", "bpf_tcp_ca_")),
        ..PLAIN
    },
    Existing {
        tag: "bpf_dummy_ops",
        source: "`net/bpf/bpf_dummy_struct_ops.c`: `bpf_dummy_ops_check_member`; \
                 `bpf_dummy_init_member` and `bpf_dummy_reg`, which refuse every instance",
        sleepable: &["test_sleepable"],
        stubs: Some(("", "bpf_dummy_")),
        ..PLAIN
    },
    Existing {
        tag: "sched_ext_ops",
        source: "`kernel/sched/ext.c`, since 7.2 `kernel/sched/ext/ext.c`: `bpf_scx_check_member`, \
                 `bpf_scx_init_member`, `validate_ops` (since 7.3 `scx_validate_ops`), \
                 `__bpf_ops_sched_ext_ops`",
        sleepable: SCHED_EXT_SLEEPABLE,
        unsupported: SCHED_EXT_OF_CID_FORM,
        set: &["name"],
        private: &["priv"],
        ..PLAIN
    },
    Existing {
        tag: "sched_ext_ops_cid",
        source: "`kernel/sched/ext/ext.c`: `bpf_scx_check_member`, `bpf_scx_init_member`, \
                 `__bpf_ops_sched_ext_ops_cid`, and `bpf_scx_reg_cid`, which wants programs that \
                 use one arena map",
        sleepable: SCHED_EXT_CID_SLEEPABLE,
        set: &["name"],
        private: &["priv"],
        stubs: Some(("", "sched_ext_ops__")),
        ..PLAIN
    },
    Existing {
        tag: "hid_bpf_ops",
        source: "`drivers/hid/bpf/hid_bpf_struct_ops.c`: `hid_bpf_ops_check_member`, \
                 `hid_bpf_ops_init_member`, and `hid_bpf_reg`, which looks for the device `hid_id`",
        sleepable: &["hid_rdesc_fixup", "hid_hw_request", "hid_hw_output_report"],
        set: &["hid_id"],
        private: &["list", "hdev"],
        stubs: Some(("hid_", "__hid_bpf_")),
        ..PLAIN
    },
    Existing {
        tag: "Qdisc_ops",
        source: "`net/sched/bpf_qdisc.c`: `bpf_qdisc_validate`, `bpf_qdisc_init_member`, \
                 `__bpf_ops_qdisc_ops`",
        required: &["enqueue", "dequeue", "init", "reset", "destroy"],
        unsupported: &[
            "peek",
            "change",
            "attach",
            "change_tx_queue_len",
            "change_real_num_tx",
            "dump",
            "dump_stats",
            "ingress_block_set",
            "egress_block_set",
            "ingress_block_get",
            "egress_block_get",
        ],
        set: &["id"],
        private: &["next", "cl_ops", "priv_size", "static_flags", "owner"],
        ..PLAIN
    },
    Existing {
        tag: "smc_hs_ctrl",
        source: "`net/smc/smc_hs_bpf.c`: `smc_bpf_hs_ctrl_reg`, `smc_bpf_hs_ctrl_init_member`",
        set: &["name"],
        private: &["list"],
        has_no_links: true,
        ..PLAIN
    },
    Existing {
        tag: "io_uring_bpf_ops",
        source: "`io_uring/bpf-ops.c`: `bpf_io_check_member`, `bpf_io_init_member`, \
                 `io_install_bpf`",
        required: &["loop_step"],
        sleepable: &["loop_step"],
        private: &["priv"],
        stubs: Some(("", "io_bpf_ops__")),
        ..PLAIN
    },
];

/// The ops of `sched_ext_ops` whose programs `bpf_scx_check_member` lets sleep;
/// `cgroup_set_bandwidth`, which is older, only since 7.3.
const SCHED_EXT_SLEEPABLE: &[&str] = &[
    "init_task",
    "cgroup_init",
    "cgroup_exit",
    "cgroup_prep_move",
    "cpu_online",
    "cpu_offline",
    "init_cids",
    "init",
    "exit",
];

/// The same places of the struct in `sched_ext_ops_cid`; until 7.3 the ops for cgroups are
/// called as in `sched_ext_ops`.
const SCHED_EXT_CID_SLEEPABLE: &[&str] = &[
    "init_task",
    "cgroup_init",
    "cgroup_exit",
    "cgroup_prep_move",
    "cpuctl_init",
    "cpuctl_exit",
    "cpuctl_prep_move",
    "cpuctl_set_bandwidth",
    "sub_attach",
    "sub_detach",
    "cid_online",
    "cid_offline",
    "init_cids",
    "init",
    "exit",
];

/// Ops that `sched_ext_ops` has for the layout that it shares with `sched_ext_ops_cid`: the
/// first two end the scheduler at once, the others have no stub.
const SCHED_EXT_OF_CID_FORM: &[&str] = &[
    "sub_attach",
    "sub_detach",
    "sub_caps_updated",
    "sub_ecaps_updated",
];

/// The row of a tag.
pub fn find(tag: &str) -> Option<&'static Existing> {
    TYPES.iter().find(|row| row.tag == tag)
}

/// How arguments are usually called, by the struct that they point to.
const ARGUMENTS: &[(&str, &str)] = &[
    ("sock", "sk"),
    ("sk_buff", "skb"),
    ("task_struct", "task"),
    ("net_device", "dev"),
    ("cgroup", "cgrp"),
    ("hid_device", "hdev"),
    ("Qdisc", "sch"),
    ("rate_sample", "rs"),
    ("ack_sample", "sample"),
    ("tcp_cc_info", "info"),
    ("netlink_ext_ack", "extack"),
    ("file", "file"),
    ("inode", "inode"),
    ("linux_binprm", "bprm"),
    ("tcp_sock", "tp"),
    ("inet_request_sock", "ireq"),
];

/// What an argument that points to that struct is usually called.
pub fn argument(tag: &str) -> Option<&'static str> {
    let row = ARGUMENTS.iter().find(|(known, _)| *known == tag);
    row.map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::{TYPES, find};

    #[test]
    fn every_row_names_its_source_and_says_nothing_twice() {
        for row in TYPES {
            assert!(row.source.contains(".c`: `"), "{}", row.tag);
            assert!(find(row.tag).is_some());
            for name in row.required {
                assert!(!row.unsupported.contains(name), "{}.{name}", row.tag);
            }
            for name in row.set {
                assert!(!row.private.contains(name), "{}.{name}", row.tag);
            }
        }
    }
}
