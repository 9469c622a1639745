//! Texts of the kernel log that mean something went wrong.

use std::fmt;

/// A text that raises an alarm.
struct Row {
    text: &'static str,
    kind: &'static str,
}

const fn row(text: &'static str, kind: &'static str) -> Row {
    Row { text, kind }
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
    row("Invalid wait context", "lock order"),
    row("suspicious RCU usage", "RCU usage"),
    row("Voluntary context switch within RCU", "RCU usage"),
    // kernel/sched/core.c, __might_resched()
    row(
        "sleeping function called from invalid context",
        "sleep where none may",
    ),
    row("scheduling while atomic", "sleep where none may"),
    // kernel/hung_task.c: "INFO: task x:12 blocked for more than 120 seconds."
    row("blocked for more than", "hang"),
    // kernel/watchdog.c and kernel/rcu/tree_stall.h
    row("soft lockup", "hang"),
    row("hard LOCKUP", "hang"),
    row("detected stall", "hang"),
    row("self-detected stall", "hang"),
    // arch/x86/mm/fault.c and arch/x86/kernel/traps.c
    row("unable to handle", "oops"),
    row("kernel NULL pointer dereference", "oops"),
    row("general protection", "oops"),
    row("kernel BUG at", "oops"),
    row("invalid opcode", "oops"),
    row("Oops", "oops"),
    row("Kernel panic", "panic"),
    // lib/list_debug.c
    row("list_add corruption", "memory error"),
    row("list_del corruption", "memory error"),
    // lib/refcount.c says "refcount_t: underflow; use-after-free." inside a WARNING
    row("refcount_t:", "memory error"),
    row("Bad page state", "memory error"),
    row("Slab corruption", "memory error"),
    row("still has objects", "memory leak"),
    // mm/kmemleak.c, in its file, which is read at the end; the log has only their number.
    row("unreferenced object", "memory leak"),
    // lib/debugobjects.c
    row("ODEBUG:", "object state"),
    // The general ones last, so that the texts above name the kind. "BUG:" with
    // the colon: pahole, BTF and module names contain the letters.
    row("WARNING:", "warning"),
    row("BUG:", "bug"),
    row("INFO: trying to register non-static key", "lock order"),
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
const LAST_LINES: &[&str] = &["---[ end trace", "---[ end Kernel panic", "</TASK>"];

/// Longest report that is kept as one alarm, in lines.
const MOST_LINES: usize = 100;

/// One complaint of the kernel.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Alarm {
    /// What sort of complaint, for people: `lock order`, `memory leak`, ...
    pub kind: &'static str,
    /// Its first line, without time stamp.
    pub line: String,
    /// The whole report, up to the end of its stack trace.
    pub text: String,
}

impl Alarm {
    /// The machine stopped after the last scenario, before it was told to.
    pub(super) fn of_stop(console: &str) -> Self {
        Self {
            kind: "stop",
            line: "the machine stopped between scenarios".to_owned(),
            text: console.to_owned(),
        }
    }
}

impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.line)
    }
}

/// All alarms of a piece of the kernel log, one per report.
pub(super) fn find_alarms(log: &str) -> Vec<Alarm> {
    let mut alarms: Vec<Alarm> = Vec::new();
    let mut open_lines = 0;
    for line in log.lines() {
        let found = kind_of(line);
        match (alarms.last_mut(), found) {
            (Some(alarm), _) if open_lines > 0 && !starts_anew(line, found) => {
                alarm.text.push('\n');
                alarm.text.push_str(line);
                open_lines = if is_last(line) { 0 } else { open_lines - 1 };
            }
            (_, Some(kind)) => {
                alarms.push(Alarm {
                    kind,
                    line: without_stamp(line).to_owned(),
                    text: line.to_owned(),
                });
                open_lines = MOST_LINES;
            }
            _ => {}
        }
    }
    alarms
}

fn kind_of(line: &str) -> Option<&'static str> {
    if EXCEPTIONS.iter().any(|text| line.contains(text)) {
        return None;
    }
    ROWS.iter()
        .find(|row| line.contains(row.text))
        .map(|row| row.kind)
}

/// Whether an alarm text inside an open report begins another one: stack traces and oopses belong
/// to the report.
fn starts_anew(line: &str, kind: Option<&str>) -> bool {
    kind == Some("memory leak")
        || ["WARNING:", "BUG:", "UBSAN:"]
            .iter()
            .any(|text| without_stamp(line).starts_with(text))
}

fn is_last(line: &str) -> bool {
    LAST_LINES.iter().any(|text| line.contains(text))
}

/// A log line without its `[   12.345678] ` (and, with `CONFIG_PRINTK_CALLER`, `[   T1] `).
fn without_stamp(mut line: &str) -> &str {
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
    fn a_warning_and_its_trace_are_one_alarm() {
        let log = "[    1.0] hello\n[    1.1] ------------[ cut here ]------------\n[    1.1] WARNING: CPU: 0 PID: 7 at x.c:3\n\
                   [    1.1] Call Trace:\n[    1.1]  <TASK>\n[    1.1]  </TASK>\n[    1.1] ---[ end trace 0 ]---\n[    1.2] bye\n";
        let alarms = find_alarms(log);
        assert_eq!(alarms.len(), 1);
        assert_eq!(alarms[0].line, "WARNING: CPU: 0 PID: 7 at x.c:3");
        assert!(alarms[0].text.contains("Call Trace") && !alarms[0].text.contains("bye"));
    }

    #[test]
    fn quiet_texts_raise_none() {
        for line in [
            "[    1.0] hello: loading out-of-tree module taints kernel.",
            "[    1.0] hello: module verification failed: signature and/or required key missing - tainting kernel",
            "[    1.0] debug: DEBUGGING of BUGS is on",
        ] {
            assert!(find_alarms(line).is_empty(), "{line}");
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
            ("Call Trace:", "stack trace"),
        ] {
            let alarms = find_alarms(&format!("[   12.3][   T70] {line}"));
            assert_eq!(
                alarms.iter().map(|alarm| alarm.kind).collect::<Vec<_>>(),
                [kind],
                "{line}"
            );
        }
    }

    #[test]
    fn each_leak_and_each_warning_counts() {
        assert_eq!(
            find_alarms("unreferenced object 0x1\n  a\nunreferenced object 0x2\n").len(),
            2
        );
        assert_eq!(find_alarms("WARNING: a\nx\nBUG: b\n").len(), 2);
    }
}
