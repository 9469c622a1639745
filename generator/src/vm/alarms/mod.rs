//! What the kernel complains about in its log.

mod table;

use std::fmt;

use table::{LAST_LINES, kind_of, without_stamp};

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

/// Whether an alarm text inside an open report begins another one: stack traces and oopses belong
/// to the report.
fn starts_anew(line: &str, kind: Option<&str>) -> bool {
    kind == Some("memory leak")
        || ["WARNING:", "BUG:", "BUG ", "UBSAN:"]
            .iter()
            .any(|text| without_stamp(line).starts_with(text))
}

fn is_last(line: &str) -> bool {
    LAST_LINES.iter().any(|text| line.contains(text))
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
    fn each_leak_and_each_warning_counts() {
        assert_eq!(
            find_alarms("unreferenced object 0x1\n  a\nunreferenced object 0x2\n").len(),
            2
        );
        assert_eq!(find_alarms("WARNING: a\nx\nBUG: b\n").len(), 2);
    }
}
