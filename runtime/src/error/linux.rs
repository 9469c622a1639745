//! What Linux means when it refuses an instance of a type of its own.

use crate::errno;

/// An error number of a type.
pub(super) struct Row {
    tag: &'static str,
    /// Whether it answers an update; else it answers an attach.
    update: bool,
    errno: i32,
    pub(super) meaning: &'static str,
    /// What to do about it.
    pub(super) cure: &'static str,
}

/// What the error numbers of a type mean, if they are not the usual ones.
pub(super) fn find(tag: &str, update: bool, errno: i32) -> Option<&'static Row> {
    let tag = crate::btf::without_flavor(tag);
    ROWS.iter()
        .find(|row| row.tag == tag && row.update == update && row.errno == errno)
}

const fn attach(tag: &'static str, errno: i32, meaning: &'static str, cure: &'static str) -> Row {
    let update = false;
    Row {
        tag,
        update,
        errno,
        meaning,
        cure,
    }
}

const fn update(tag: &'static str, errno: i32, meaning: &'static str, cure: &'static str) -> Row {
    Row {
        update: true,
        ..attach(tag, errno, meaning, cure)
    }
}

/// Source: of Linux 6.12 to 7.3, the functions named.
const ROWS: &[Row] = &[
    // net/bpf/bpf_dummy_struct_ops.c: bpf_dummy_init_member, bpf_dummy_reg.
    attach(
        "bpf_dummy_ops",
        errno::EOPNOTSUPP,
        "nobody may attach this type: Linux tests itself by it",
        "run its programs one by one: `test_run`",
    ),
    // net/ipv4/tcp_cong.c: tcp_register_congestion_control, tcp_update_congestion_control.
    attach(
        "tcp_congestion_ops",
        errno::EEXIST,
        "a congestion control of this `name` is registered",
        "give it another name, or end the loader that holds the other one",
    ),
    attach(
        "tcp_congestion_ops",
        errno::EINVAL,
        "a required op or `name` is not set, or `flags` has a bit that programs may not set",
        "set `ssthresh`, `undo_cwnd`, one of `cong_avoid` and `cong_control`, and `name`",
    ),
    update(
        "tcp_congestion_ops",
        errno::EINVAL,
        "the other has another `name`, or is not registered, or a required op is not set",
        "give both instances one name; the kernel log may say more: `dmesg | tail`",
    ),
    // kernel/sched/ext.c, since 7.2 kernel/sched/ext/ext.c: bpf_scx_init_member, bpf_scx_update.
    attach(
        "sched_ext_ops",
        errno::E2BIG,
        "a data member is out of its range",
        "lower `dispatch_max_batch` or `timeout_ms`",
    ),
    update(
        "sched_ext_ops",
        errno::EOPNOTSUPP,
        "a scheduler that runs is not replaced",
        "detach the one, then attach the other",
    ),
    // net/sched/bpf_qdisc.c: bpf_qdisc_validate, bpf_qdisc_init_member; net/sched/sch_api.c:
    // register_qdisc.
    attach(
        "Qdisc_ops",
        errno::EEXIST,
        "a queueing discipline of this `id` is registered",
        "give it another `id`, or end the loader that holds the other one",
    ),
    attach(
        "Qdisc_ops",
        errno::EINVAL,
        "a required op or `id` is not set, or a data member that must be zero is not",
        "set `enqueue`, `dequeue`, `init`, `reset`, `destroy` and `id`, and nothing else",
    ),
    // drivers/hid/bpf/hid_bpf_struct_ops.c: hid_bpf_ops_init_member, hid_bpf_reg.
    attach(
        "hid_bpf_ops",
        errno::EINVAL,
        "there is no device `hid_id`, or another instance fixes its descriptor up, or `flags` \
         has another bit than BPF_F_BEFORE",
        "take the number from the end of a name in /sys/bus/hid/devices, which is hexadecimal",
    ),
    attach(
        "hid_bpf_ops",
        errno::E2BIG,
        "the device has as many instances as it takes",
        "end the loader of one of them",
    ),
    // net/smc/smc_hs_bpf.c: smc_bpf_hs_ctrl_reg, smc_hs_ctrl_reg.
    attach(
        "smc_hs_ctrl",
        errno::EOPNOTSUPP,
        "this type is attached without a link",
        "declare the map SEC(\".struct_ops\"), and attach it with `attach_plain`",
    ),
    attach(
        "smc_hs_ctrl",
        errno::EEXIST,
        "an instance of this `name` is registered",
        "give it another name, or end the loader that holds the other one",
    ),
    // io_uring/bpf-ops.c: io_install_bpf, bpf_io_reg.
    attach(
        "io_uring_bpf_ops",
        errno::EOPNOTSUPP,
        "the ring polls, or lacks IORING_SETUP_DEFER_TASKRUN",
        "set the ring up with IORING_SETUP_DEFER_TASKRUN, and neither SQPOLL nor IOPOLL",
    ),
    attach(
        "io_uring_bpf_ops",
        errno::EBADF,
        "`ring_fd` is no open file",
        "open the ring, and set `ring_fd`, before the object is loaded",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Cause, Error, Refuser};

    #[test]
    fn every_row_is_found_and_said_once() {
        for row in ROWS {
            let found = find(row.tag, row.update, row.errno).unwrap();
            assert_eq!(found.meaning, row.meaning, "{}", row.tag);
        }
    }

    #[test]
    fn numbers_of_other_types_have_their_usual_meaning() {
        assert!(find("player_ops", false, errno::EOPNOTSUPP).is_none());
        assert!(find("tcp_congestion_ops___v2", false, errno::EEXIST).is_some());
        assert!(find("tcp_congestion_ops", true, errno::EEXIST).is_none());
    }

    #[test]
    fn a_type_of_linux_explains_its_own_numbers() {
        let refused = |name: &str, errno, refuser| Cause::Refused {
            action: "attach",
            name: name.to_owned(),
            map: "mine".to_owned(),
            errno,
            reasons: String::new(),
            refuser,
        };
        assert_eq!(
            Error::from(refused("bpf_dummy_ops", 95, Refuser::Other)).to_string(),
            "the kernel refused to attach `bpf_dummy_ops` (map `mine`): EOPNOTSUPP (nobody may attach \
             this type: Linux tests itself by it)\n\
             help: run its programs one by one: `test_run`",
        );
        let generated = refused("bpf_dummy_ops", 95, Refuser::Generated).to_string();
        assert!(generated.contains("requires a link"), "{generated}");
        let unknown = refused("player_ops", 95, Refuser::Other).to_string();
        assert!(!unknown.contains("requires a link"), "{unknown}");
        let update = |name: &str| Cause::NotUpdated {
            name: name.to_owned(),
            map: "mine".to_owned(),
            errno: 95,
            reasons: String::new(),
            refuser: Refuser::Other,
        };
        for name in ["sched_ext_ops", "Qdisc_ops"] {
            let shown = Error::from(update(name)).to_string();
            assert!(
                shown.contains("EOPNOTSUPP (") && !shown.contains("link"),
                "{shown}"
            );
            assert!(
                shown.contains("detach the one, then attach the other"),
                "{shown}"
            );
            assert!(!shown.contains("update = false"), "{shown}");
        }
    }
}
