//! Counted structs of the kernel: how a reference is taken and given back.

/// A counted struct.
#[derive(Debug)]
pub struct Counted {
    /// The tag.
    pub tag: &'static str,
    /// The function that takes a reference and returns it.
    pub get: &'static str,
    /// The function that gives it back.
    pub put: &'static str,
    /// The header that defines both.
    pub header: &'static str,
    /// The kfunc by which programs give it back: of those that kernel/bpf/helpers.c
    /// registers for all struct_ops programs (`generic_btf_ids`).
    pub kfunc: &'static str,
}

/// Those that every struct_ops program can give back by itself.
pub const COUNTED: &[Counted] = &[
    Counted {
        tag: "task_struct",
        get: "get_task_struct",
        put: "put_task_struct",
        header: "linux/sched/task.h",
        kfunc: "bpf_task_release",
    },
    Counted {
        tag: "cgroup",
        get: "cgroup_get",
        put: "cgroup_put",
        header: "linux/cgroup.h",
        kfunc: "bpf_cgroup_release",
    },
];

/// The row of a tag.
pub fn find(tag: &str) -> Option<&'static Counted> {
    COUNTED.iter().find(|row| row.tag == tag)
}
