//! Texts of the kernel log that mean something went wrong.

/// A text that raises an alarm.
struct Row {
    text: &'static str,
    kind: &'static str,
    /// Whether the message has to begin with it.
    is_start: bool,
}

const fn row(text: &'static str, kind: &'static str) -> Row {
    Row {
        text,
        kind,
        is_start: false,
    }
}

const fn start(text: &'static str, kind: &'static str) -> Row {
    Row {
        is_start: true,
        ..row(text, kind)
    }
}

/// The first row that a line contains gives the alarm its kind.
const ROWS: &[Row] = &[
    // mm/kasan/report.c: "BUG: KASAN: slab-use-after-free in ..."
    row("KASAN:", "memory error"),
    // lib/ubsan.c: "UBSAN: array-index-out-of-bounds in ..."
    row("UBSAN:", "undefined behaviour"),
    // mm/kfence/report.c
    row("KFENCE:", "memory error"),
    // kernel/kcsan/report.c
    row("KCSAN:", "data race"),
    // kernel/cfi.c: a call through a pointer of another prototype
    row("CFI failure", "control flow"),
    // kernel/locking/lockdep.c
    row("possible circular locking", "lock order"),
    row("possible recursive locking", "lock order"),
    row("possible irq lock inversion", "lock order"),
    row("inconsistent lock state", "lock order"),
    row("bad unlock balance", "lock order"),
    row("held lock freed", "lock order"),
    row("lock held when returning to user space", "lock order"),
    row("lock-order", "lock order"),
    row("trying to release lock", "lock order"),
    // kernel/locking/lockdep.c, print_held_locks_bug()
    row("still has locks held", "lock order"),
    // debug_show_held_locks(): after its first report lockdep finds nothing any more.
    row("INFO: lockdep is turned off", "lock order"),
    row("Invalid wait context", "lock order"),
    row("suspicious RCU usage", "RCU usage"),
    row("Voluntary context switch within RCU", "RCU usage"),
    // kernel/sched/core.c, __might_resched()
    row(
        "sleeping function called from invalid context",
        "sleep where none may",
    ),
    row("scheduling while atomic", "sleep where none may"),
    // init/main.c, do_one_initcall(): "initcall f+0x0/0x1 [m] returned with preemption imbalance";
    // lib/rcuref.c: "rcuref - imbalanced put()"
    row("imbalance", "imbalance"),
    // kernel/time/timer.c, call_timer_fn(): "timer: f+0x0/0x1 [m] preempt leak: 00000100 -> 00000101"
    row("preempt leak", "imbalance"),
    // kernel/stop_machine.c: "cpu_stop: f+0x0/0x1(0x0) leaked preempt count"
    row("leaked preempt count", "imbalance"),
    // kernel/hung_task.c: "INFO: task x:12 blocked for more than 120 seconds."
    row("blocked for more than", "hang"),
    // The same, on newer kernels: "INFO: task x:12 blocked in I/O wait for more than 120 seconds."
    row("blocked in I/O wait for more than", "hang"),
    // kernel/watchdog.c and kernel/rcu/tree_stall.h
    row("soft lockup", "hang"),
    row("hard LOCKUP", "hang"),
    row("detected stall", "hang"),
    row("self-detected stall", "hang"),
    // kernel/rcu/tree_exp.h: "rcu: INFO: rcu_preempt detected expedited stalls on CPUs/tasks: {"
    row("expedited stalls", "hang"),
    // arch/x86/mm/fault.c and arch/x86/kernel/traps.c
    row("unable to handle", "oops"),
    row("kernel NULL pointer dereference", "oops"),
    row("general protection", "oops"),
    row("kernel BUG at", "oops"),
    row("invalid opcode", "oops"),
    row("Oops", "oops"),
    // arch/x86/kernel/traps.c: "traps: PANIC: double fault, error_code: 0x0"
    row("PANIC: double fault", "oops"),
    row("Kernel panic", "panic"),
    // lib/list_debug.c
    row("list_add corruption", "memory error"),
    row("list_del corruption", "memory error"),
    // lib/refcount.c says "refcount_t: underflow; use-after-free." inside a WARNING
    row("refcount_t:", "memory error"),
    row("Bad page state", "memory error"),
    row("Slab corruption", "memory error"),
    row("still has objects", "memory leak"),
    // mm/slub.c: "BUG x (Not tainted): Objects remaining on __kmem_cache_shutdown()"
    row("Objects remaining", "memory leak"),
    // mm/slub.c, slab_bug(): "BUG kmalloc-64 (Tainted: G  O): Right Redzone overwritten"
    start("BUG ", "memory error"),
    // mm/kmemleak.c, in its file, which is read at the end; the log has only their number.
    row("unreferenced object", "memory leak"),
    // mm/kmemleak.c, kmemleak_disable(): from here on no leak would be found.
    row(
        "kmemleak: Kernel memory leak detector disabled",
        "no leak search",
    ),
    // lib/debugobjects.c
    row("ODEBUG:", "object state"),
    // The general ones last, so that the texts above name the kind. "BUG:" with
    // the colon: pahole, BTF and module names contain the letters.
    row("WARNING:", "warning"),
    row("BUG:", "bug"),
    row("INFO: trying to register non-static key", "lock order"),
    // kernel/printk/printk.c: "** 12 printk messages dropped **", and complaints may be among them.
    row("printk messages dropped", "log lost"),
    // A stack trace under a text this table does not know.
    row("Call Trace:", "stack trace"),
];

/// Texts that look like an alarm and are none.
const EXCEPTIONS: &[&str] = &[
    // lib/Kconfig.debug: big test kernels announce their debugging as a NOTICE with this word.
    "trace_printk() being used",
    // lib/vsprintf.c, with no_hash_pointers.
    "This system shows unhashed kernel memory addresses",
];

/// A text that ends a report of the kernel.
pub(super) const LAST_LINES: &[&str] = &["---[ end trace", "---[ end Kernel panic", "</TASK>"];

/// The kind of alarm that a line of the kernel log raises.
pub(super) fn kind_of(line: &str) -> Option<&'static str> {
    if EXCEPTIONS.iter().any(|text| line.contains(text)) {
        return None;
    }
    let message = without_stamp(line);
    ROWS.iter()
        .find(|row| {
            if row.is_start {
                message.starts_with(row.text)
            } else {
                message.contains(row.text)
            }
        })
        .map(|row| row.kind)
}

/// A log line without its `[   12.345678] ` (and, with `CONFIG_PRINTK_CALLER`, `[   T1] `).
pub(super) fn without_stamp(mut line: &str) -> &str {
    while let Some(rest) = line.strip_prefix('[') {
        let Some((_, rest)) = rest.split_once(']') else {
            break;
        };
        line = rest.trim_start();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_texts_raise_none() {
        for line in [
            "[    1.0] hello: loading out-of-tree module taints kernel.",
            "[    1.0] hello: module verification failed: signature and/or required key missing - tainting kernel",
            "[    1.0] debug: DEBUGGING of BUGS is on",
            "[    1.0] debug: this is no BUG at all",
            "[    1.0] kmemleak: Kernel memory leak detector initialized (mem pool available: 15688)",
            "[    1.0] kmemleak: Automatic memory scanning thread started",
            "[    1.0] Lock dependency validator: Copyright (c) 2006 Red Hat, Inc., Ingo Molnar",
            "[    1.0] printk: legacy console [ttyS0] enabled",
            "[    1.0] rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.",
            "[    1.0] smp: Bringing up secondary CPUs ...",
            "[    1.0] hello: module license 'GPL v2' taints kernel.",
        ] {
            assert!(kind_of(line).is_none(), "{line}");
        }
    }

    #[test]
    fn every_kind_is_found() {
        for (line, kind) in [
            (
                "BUG: KASAN: slab-use-after-free in f+0x1/0x2 [m]",
                "memory error",
            ),
            (
                "CFI failure at f+0x1/0x2 [m] (target: g; expected type: 0x1)",
                "control flow",
            ),
            (
                "WARNING: possible circular locking dependency detected",
                "lock order",
            ),
            ("WARNING: suspicious RCU usage", "RCU usage"),
            (
                "BUG: sleeping function called from invalid context at x.c:1",
                "sleep where none may",
            ),
            (
                "INFO: task insmod:70 blocked for more than 120 seconds.",
                "hang",
            ),
            ("rcu: INFO: rcu_preempt self-detected stall on CPU", "hang"),
            ("BUG: unable to handle page fault for address: 0", "oops"),
            (
                "Oops: general protection fault, probably for address 1: 0000",
                "oops",
            ),
            (
                "unreferenced object 0xffff888003af9400 (size 128):",
                "memory leak",
            ),
            ("** 12 printk messages dropped **", "log lost"),
            ("INFO: lockdep is turned off.", "lock order"),
            ("insmod/70 is trying to release lock (", "lock order"),
            ("WARNING: insmod/70 still has locks held!", "lock order"),
            (
                "kmemleak: Kernel memory leak detector disabled",
                "no leak search",
            ),
            (
                "initcall f+0x0/0x1 [m] returned with preemption imbalance ",
                "imbalance",
            ),
            (
                "timer: f+0x0/0x1 [m] preempt leak: 00000100 -> 00000101",
                "imbalance",
            ),
            (
                "cpu_stop: f+0x0/0x1(00000000) leaked preempt count",
                "imbalance",
            ),
            (
                "rcu: INFO: rcu_preempt detected expedited stalls on CPUs/tasks: {",
                "hang",
            ),
            (
                "INFO: task dd:45 blocked in I/O wait for more than 122 seconds.",
                "hang",
            ),
            ("traps: PANIC: double fault, error_code: 0x0", "oops"),
            (
                "BUG kmalloc-64 (Tainted: G           OE     ): Right Redzone overwritten",
                "memory error",
            ),
            (
                "BUG thing (Not tainted): Objects remaining on __kmem_cache_shutdown()",
                "memory leak",
            ),
            ("Call Trace:", "stack trace"),
        ] {
            assert_eq!(
                kind_of(&format!("[   12.3][   T70] {line}")),
                Some(kind),
                "{line}"
            );
        }
    }
}
