//! `sched_ext_ops` as vmlinux has it, written by `structops-gen import`. Yours from then on.
//!
//! What is required, may sleep or is not supported comes from `kernel/sched/ext.c`, since 7.2
//! `kernel/sched/ext/ext.c`: `bpf_scx_check_member`, `bpf_scx_init_member`, `validate_ops` (since
//! 7.3 `scx_validate_ops`), `__bpf_ops_sched_ext_ops`.

use struct_ops::prelude::*;

#[struct_ops(existing = "vmlinux", kernel = "7.2..")]
pub mod sched_ext {
    // `enum scx_dsq_id_flags`
    #[name("SCX_DSQ_FLAG_BUILTIN")]
    pub const SCX_DSQ_FLAG_BUILTIN: u64 = 0x8000_0000_0000_0000;
    #[name("SCX_DSQ_FLAG_LOCAL_ON")]
    pub const SCX_DSQ_FLAG_LOCAL_ON: u64 = 0x4000_0000_0000_0000;
    #[name("SCX_DSQ_INVALID")]
    pub const SCX_DSQ_INVALID: u64 = 0x8000_0000_0000_0000;
    #[name("SCX_DSQ_GLOBAL")]
    pub const SCX_DSQ_GLOBAL: u64 = 0x8000_0000_0000_0001;
    #[name("SCX_DSQ_LOCAL")]
    pub const SCX_DSQ_LOCAL: u64 = 0x8000_0000_0000_0002;
    #[name("SCX_DSQ_BYPASS")]
    pub const SCX_DSQ_BYPASS: u64 = 0x8000_0000_0000_0003;
    #[name("SCX_DSQ_LOCAL_ON")]
    pub const SCX_DSQ_LOCAL_ON: u64 = 0xc000_0000_0000_0000;
    #[name("SCX_DSQ_LOCAL_CPU_MASK")]
    pub const SCX_DSQ_LOCAL_CPU_MASK: u64 = 0xffff_ffff;

    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    #[kernel]
    pub struct cpumask {}

    #[kernel]
    pub struct scx_init_task_args {}

    #[kernel]
    pub struct scx_exit_task_args {}

    #[kernel]
    pub struct scx_dump_ctx {}

    #[kernel]
    pub struct cgroup {}

    #[kernel]
    pub struct scx_cgroup_init_args {}

    #[kernel]
    pub struct scx_sub_attach_args {}

    #[kernel]
    pub struct scx_sub_detach_args {}

    #[kernel]
    pub struct scx_exit_info {}

    #[kernel]
    pub struct scx_cpu_acquire_args {}

    #[kernel]
    pub struct scx_cpu_release_args {}

    #[ops]
    pub trait SchedExtOps {
        fn select_cpu(&self, p: &mut task_struct, prev_cpu: i32, wake_flags: u64) -> i32 {
            0
        }

        fn enqueue(&self, p: &mut task_struct, enq_flags: u64) {}

        fn dequeue(&self, p: &mut task_struct, enq_flags: u64) {}

        fn dispatch(&self, prev_cpu: i32, prev: Option<&mut task_struct>) {}

        fn tick(&self, p: &mut task_struct) {}

        fn runnable(&self, p: &mut task_struct, enq_flags: u64) {}

        fn running(&self, p: &mut task_struct) {}

        fn stopping(&self, p: &mut task_struct, runnable: bool) {}

        fn quiescent(&self, p: &mut task_struct, deq_flags: u64) {}

        #[c_type("bool")]
        #[name("yield")]
        fn yield_(&self, from: &mut task_struct, to: Option<&mut task_struct>) -> bool {
            false
        }

        #[c_type("bool")]
        fn core_sched_before(&self, a: &mut task_struct, b: &mut task_struct) -> bool {
            false
        }

        fn set_weight(&self, p: &mut task_struct, weight: u32) {}

        fn set_cpumask(&self, p: &mut task_struct, #[constant] mask: &cpumask) {}

        fn update_idle(&self, cpu: i32, idle: bool) {}

        #[sleepable]
        fn init_task(&self, p: &mut task_struct, args: &mut scx_init_task_args) -> i32 {
            0
        }

        fn exit_task(&self, p: &mut task_struct, args: &mut scx_exit_task_args) {}

        fn enable(&self, p: &mut task_struct) {}

        fn disable(&self, p: &mut task_struct) {}

        fn dump(&self, ctx: &mut scx_dump_ctx) {}

        fn dump_cpu(&self, ctx: &mut scx_dump_ctx, cpu: i32, idle: bool) {}

        fn dump_task(&self, ctx: &mut scx_dump_ctx, p: &mut task_struct) {}

        #[sleepable]
        fn cgroup_init(&self, cgrp: &mut cgroup, args: &mut scx_cgroup_init_args) -> i32 {
            0
        }

        #[sleepable]
        fn cgroup_exit(&self, cgrp: &mut cgroup) {}

        #[sleepable]
        fn cgroup_prep_move(&self, p: &mut task_struct, from: &mut cgroup, to: &mut cgroup) -> i32 {
            0
        }

        fn cgroup_move(&self, p: &mut task_struct, from: &mut cgroup, to: &mut cgroup) {}

        fn cgroup_cancel_move(&self, p: &mut task_struct, from: &mut cgroup, to: &mut cgroup) {}

        fn cgroup_set_weight(&self, cgrp: &mut cgroup, weight: u32) {}

        fn cgroup_set_bandwidth(
            &self,
            cgrp: &mut cgroup,
            period_us: u64,
            quota_us: u64,
            burst_us: u64,
        ) {
        }

        fn cgroup_set_idle(&self, cgrp: &mut cgroup, idle: bool) {}

        #[unsupported]
        fn sub_attach(&self, args: &mut scx_sub_attach_args) -> i32;

        #[unsupported]
        fn sub_detach(&self, args: &mut scx_sub_detach_args);

        #[sleepable]
        fn cpu_online(&self, cpu: i32) {}

        #[sleepable]
        fn cpu_offline(&self, cpu: i32) {}

        #[sleepable]
        fn init(&self) -> i32 {
            0
        }

        #[sleepable]
        fn exit(&self, info: &mut scx_exit_info) {}

        const DISPATCH_MAX_BATCH: u32 = 0;

        const FLAGS: u64 = 0;

        const TIMEOUT_MS: u32 = 0;

        const EXIT_DUMP_LEN: u32 = 0;

        const HOTPLUG_SEQ: u64 = 0;

        const SUB_CGROUP_ID: u64 = 0;

        const NAME: [c_char; 128];

        #[private]
        const PRIV: *mut c_void;

        fn cpu_acquire(&self, cpu: i32, args: &mut scx_cpu_acquire_args) {}

        fn cpu_release(&self, cpu: i32, args: &mut scx_cpu_release_args) {}
    }
}
