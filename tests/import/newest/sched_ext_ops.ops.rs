//! `sched_ext_ops` as vmlinux has it, written by `structops-gen import`. Yours from then on.
//!
//! What is required, may sleep or is not supported comes from `kernel/sched/ext.c`, since 7.2
//! `kernel/sched/ext/ext.c`: `bpf_scx_check_member`, `bpf_scx_init_member`, `validate_ops` (since
//! 7.3 `scx_validate_ops`), `__bpf_ops_sched_ext_ops`.

use struct_ops::prelude::*;

#[struct_ops(existing = "vmlinux")]
pub mod sched_ext {
    // `enum scx_public_consts`
    #[name("SCX_OPS_NAME_LEN")]
    pub const SCX_OPS_NAME_LEN: u64 = 128;
    #[name("SCX_SLICE_DFL")]
    pub const SCX_SLICE_DFL: u64 = 20_000_000;
    #[name("SCX_SLICE_BYPASS")]
    pub const SCX_SLICE_BYPASS: u64 = 5_000_000;
    #[name("SCX_SLICE_INF")]
    pub const SCX_SLICE_INF: u64 = 0xffff_ffff_ffff_ffff;

    // `enum scx_ops_flags`
    #[name("SCX_OPS_KEEP_BUILTIN_IDLE")]
    pub const SCX_OPS_KEEP_BUILTIN_IDLE: u64 = 1;
    #[name("SCX_OPS_ENQ_LAST")]
    pub const SCX_OPS_ENQ_LAST: u64 = 2;
    #[name("SCX_OPS_ENQ_EXITING")]
    pub const SCX_OPS_ENQ_EXITING: u64 = 4;
    #[name("SCX_OPS_SWITCH_PARTIAL")]
    pub const SCX_OPS_SWITCH_PARTIAL: u64 = 8;
    #[name("SCX_OPS_ENQ_MIGRATION_DISABLED")]
    pub const SCX_OPS_ENQ_MIGRATION_DISABLED: u64 = 16;
    #[name("SCX_OPS_ALLOW_QUEUED_WAKEUP")]
    pub const SCX_OPS_ALLOW_QUEUED_WAKEUP: u64 = 32;
    #[name("SCX_OPS_BUILTIN_IDLE_PER_NODE")]
    pub const SCX_OPS_BUILTIN_IDLE_PER_NODE: u64 = 64;
    #[name("SCX_OPS_ALWAYS_ENQ_IMMED")]
    pub const SCX_OPS_ALWAYS_ENQ_IMMED: u64 = 128;
    #[name("SCX_OPS_TID_TO_TASK")]
    pub const SCX_OPS_TID_TO_TASK: u64 = 256;
    #[name("SCX_OPS_ALL_FLAGS")]
    pub const SCX_OPS_ALL_FLAGS: u64 = 511;
    #[name("SCX_OPS_HAS_CPU_PREEMPT")]
    pub const SCX_OPS_HAS_CPU_PREEMPT: u64 = 0x100_0000_0000_0000;

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
    #[name("SCX_DSQ_REJECT")]
    pub const SCX_DSQ_REJECT: u64 = 0x8000_0000_0000_0004;
    #[name("SCX_DSQ_RESCUE")]
    pub const SCX_DSQ_RESCUE: u64 = 0x8000_0000_0000_0005;
    #[name("SCX_DSQ_LOCAL_ON")]
    pub const SCX_DSQ_LOCAL_ON: u64 = 0xc000_0000_0000_0000;
    #[name("SCX_DSQ_LOCAL_CPU_MASK")]
    pub const SCX_DSQ_LOCAL_CPU_MASK: u64 = 0xffff_ffff;

    // `enum scx_wake_flags`
    #[name("SCX_WAKE_FORK")]
    pub const SCX_WAKE_FORK: u64 = 4;
    #[name("SCX_WAKE_TTWU")]
    pub const SCX_WAKE_TTWU: u64 = 8;
    #[name("SCX_WAKE_SYNC")]
    pub const SCX_WAKE_SYNC: u64 = 16;

    // `enum scx_enq_flags`
    #[name("SCX_ENQ_WAKEUP")]
    pub const SCX_ENQ_WAKEUP: u64 = 1;
    #[name("SCX_ENQ_HEAD")]
    pub const SCX_ENQ_HEAD: u64 = 0x1_0000;
    #[name("SCX_ENQ_CPU_SELECTED")]
    pub const SCX_ENQ_CPU_SELECTED: u64 = 0x10_0000;
    #[name("SCX_ENQ_PREEMPT")]
    pub const SCX_ENQ_PREEMPT: u64 = 0x1_0000_0000;
    #[name("SCX_ENQ_IMMED")]
    pub const SCX_ENQ_IMMED: u64 = 0x2_0000_0000;
    #[name("SCX_ENQ_RESCUE")]
    pub const SCX_ENQ_RESCUE: u64 = 0x4_0000_0000;
    #[name("SCX_ENQ_REENQ")]
    pub const SCX_ENQ_REENQ: u64 = 0x100_0000_0000;
    #[name("SCX_ENQ_LAST")]
    pub const SCX_ENQ_LAST: u64 = 0x200_0000_0000;
    #[name("SCX_ENQ_CLEAR_OPSS")]
    pub const SCX_ENQ_CLEAR_OPSS: u64 = 0x100_0000_0000_0000;
    #[name("SCX_ENQ_DSQ_PRIQ")]
    pub const SCX_ENQ_DSQ_PRIQ: u64 = 0x200_0000_0000_0000;
    #[name("SCX_ENQ_NESTED")]
    pub const SCX_ENQ_NESTED: u64 = 0x400_0000_0000_0000;
    #[name("SCX_ENQ_GDSQ_FALLBACK")]
    pub const SCX_ENQ_GDSQ_FALLBACK: u64 = 0x800_0000_0000_0000;
    #[name("SCX_ENQ_IGNORE_CAPS")]
    pub const SCX_ENQ_IGNORE_CAPS: u64 = 0x1000_0000_0000_0000;
    #[name("SCX_ENQ_APPLY_SLICE")]
    pub const SCX_ENQ_APPLY_SLICE: u64 = 0x2000_0000_0000_0000;
    #[name("SCX_ENQ_SLICE_DFL")]
    pub const SCX_ENQ_SLICE_DFL: u64 = 0x4000_0000_0000_0000;

    // `enum scx_deq_flags`
    #[name("SCX_DEQ_SLEEP")]
    pub const SCX_DEQ_SLEEP: u64 = 1;
    #[name("SCX_DEQ_CORE_SCHED_EXEC")]
    pub const SCX_DEQ_CORE_SCHED_EXEC: u64 = 0x1_0000_0000;
    #[name("SCX_DEQ_SCHED_CHANGE")]
    pub const SCX_DEQ_SCHED_CHANGE: u64 = 0x2_0000_0000;

    #[kernel]
    pub struct task_struct {}

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
    pub struct scx_cmask {}

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

        #[unsupported]
        fn sub_caps_updated(&self, #[constant] cmask__arena: &scx_cmask, caps: u64);

        #[unsupported]
        fn sub_ecaps_updated(&self, cid: i32, before: u64, after: u64);

        #[sleepable]
        fn cpu_online(&self, cpu: i32) {}

        #[sleepable]
        fn cpu_offline(&self, cpu: i32) {}

        #[sleepable]
        fn init_cids(&self) -> i32 {
            0
        }

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

        const CID_SHARD_SIZE: u32 = 0;

        const RESCUE_BANDWIDTH_PPT: u32 = 0;

        const RESCUE_QUANTUM_US: u32 = 0;

        const SUB_CGROUP_ID: u64 = 0;

        const NAME: [c_char; 128];

        #[private]
        const PRIV: *mut c_void;

        fn cpu_acquire(&self, cpu: i32, args: &mut scx_cpu_acquire_args) {}

        fn cpu_release(&self, cpu: i32, args: &mut scx_cpu_release_args) {}
    }
}
