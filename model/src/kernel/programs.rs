//! Types of BPF programs that may call kfuncs of a module.

/// A program type and the kernel's name for it.
#[derive(Debug, PartialEq, Eq)]
pub struct ProgramType {
    /// The word in `#[programs(..)]`.
    pub name: &'static str,
    /// What `register_btf_kfunc_id_set` takes.
    pub constant: &'static str,
}

impl ProgramType {
    /// Whether they implement ops: those of every type on the machine share one hook.
    pub fn is_struct_ops(&self) -> bool {
        self.constant == "BPF_PROG_TYPE_STRUCT_OPS"
    }
}

/// One program type per hook: those that share a hook in `bpf_prog_type_to_kfunc_hook`
/// (kernel/bpf/btf.c), such as tracing and LSM programs, share its kfuncs.
pub const TYPES: &[ProgramType] = &[
    ProgramType {
        name: "struct_ops",
        constant: "BPF_PROG_TYPE_STRUCT_OPS",
    },
    ProgramType {
        name: "syscall",
        constant: "BPF_PROG_TYPE_SYSCALL",
    },
    ProgramType {
        name: "tracing",
        constant: "BPF_PROG_TYPE_TRACING",
    },
    ProgramType {
        name: "xdp",
        constant: "BPF_PROG_TYPE_XDP",
    },
    ProgramType {
        name: "sched_cls",
        constant: "BPF_PROG_TYPE_SCHED_CLS",
    },
    ProgramType {
        name: "cgroup_skb",
        constant: "BPF_PROG_TYPE_CGROUP_SKB",
    },
    ProgramType {
        name: "netfilter",
        constant: "BPF_PROG_TYPE_NETFILTER",
    },
    ProgramType {
        name: "kprobe",
        constant: "BPF_PROG_TYPE_KPROBE",
    },
];

/// The row of a word.
pub fn find(name: &str) -> Option<&'static ProgramType> {
    TYPES.iter().find(|row| row.name == name)
}
