//! What the init script says on the second serial port and in the kernel log.
//!
//! A mark on the port is a line `<nonce> <word> <arguments> <uptime>`; the boot's nonce is 16 random
//! hexadecimal digits that no script gets to see, so every other line is output. In the kernel log,
//! which scripts read, start and end of each scenario have a random word of their own.

use std::hash::{BuildHasher, Hasher, RandomState};

/// A mark of the init script. Scenarios are numbered as in the boot's plan.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    /// User space is up.
    Ready,
    /// A scenario begins.
    Start { index: usize, uptime: f64 },
    /// Its script ended; no code means that the time limit ran out.
    Exit {
        index: usize,
        code: Option<i32>,
        uptime: f64,
    },
    /// It left something behind: `module`, `process` or `pin`, and its name.
    Left {
        index: usize,
        kind: String,
        name: String,
    },
    /// The guest is clean again, or could not be cleaned.
    End { index: usize, is_clean: bool },
    /// The kernel's list of memory leaks follows as output.
    Leaks,
    /// The plan is done; the guest turns itself off.
    Done,
}

/// A line of the second port.
#[derive(Debug, PartialEq)]
pub(super) struct Frame {
    /// Output, also that before a mark in the same line.
    pub(super) output: Option<String>,
    /// The mark.
    pub(super) mark: Option<Mark>,
}

/// What the init script of one boot knows and its scripts do not.
pub(super) struct Secrets {
    nonce: String,
    /// What the kernel log says when a scenario starts and when it ends.
    log_marks: Vec<[String; 2]>,
    /// How many of them, start and end counted, are behind us.
    passed: usize,
}

impl Secrets {
    /// New ones for a boot of that many scenarios.
    pub(super) fn random(scenarios: usize) -> Self {
        Self {
            nonce: random_word(),
            log_marks: std::iter::repeat_with(|| [random_word(), random_word()])
                .take(scenarios)
                .collect(),
            passed: 0,
        }
    }

    pub(super) fn nonce(&self) -> &str {
        &self.nonce
    }

    pub(super) fn log_marks(&self) -> &[[String; 2]] {
        &self.log_marks
    }

    /// Reads a line of the kernel log: whether it starts or ends a scenario, and which.
    ///
    /// A script can read the marks there, but only when they have been used: from then on they mean
    /// nothing.
    pub(super) fn take_log_mark(&mut self, line: &str) -> Option<(bool, usize)> {
        let marks = self.log_marks.iter().flatten().enumerate();
        let (place, _) = marks
            .skip(self.passed)
            .find(|(_, mark)| line.contains(mark.as_str()))?;
        self.passed = place + 1;
        Some((place % 2 == 0, place / 2))
    }
}

fn random_word() -> String {
    // The standard library seeds this hasher with random numbers of the system.
    format!("{:016x}", RandomState::new().build_hasher().finish())
}

/// Reads a line of the second port.
pub(super) fn parse_frame(nonce: &str, line: &str) -> Frame {
    let found = line
        .split_once(nonce)
        .and_then(|(before, after)| Some((before, parse_mark(after)?)));
    match found {
        Some((before, mark)) => Frame {
            output: (!before.is_empty()).then(|| before.to_owned()),
            mark: Some(mark),
        },
        None => Frame {
            output: Some(line.to_owned()),
            mark: None,
        },
    }
}

fn parse_mark(text: &str) -> Option<Mark> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |text: &str| text.parse().ok();
    match *words.as_slice() {
        ["ready", _] => Some(Mark::Ready),
        ["start", index, uptime] => Some(Mark::Start {
            index: number(index)?,
            uptime: uptime.parse().ok()?,
        }),
        ["exit", index, "late", uptime] => Some(Mark::Exit {
            index: number(index)?,
            code: None,
            uptime: uptime.parse().ok()?,
        }),
        ["exit", index, code, uptime] => Some(Mark::Exit {
            index: number(index)?,
            code: Some(code.parse().ok()?),
            uptime: uptime.parse().ok()?,
        }),
        ["left", index, kind, ref name @ .., _] => Some(Mark::Left {
            index: number(index)?,
            kind: kind.to_owned(),
            name: name.join(" "),
        }),
        ["end", index, state, _] => Some(Mark::End {
            index: number(index)?,
            is_clean: state == "clean",
        }),
        ["leaks", _] => Some(Mark::Leaks),
        ["done", _] => Some(Mark::Done),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONCE: &str = "00d1ce5eed00beef";

    fn mark(text: &str) -> Option<Mark> {
        parse_frame(NONCE, &format!("{NONCE} {text}")).mark
    }

    #[test]
    fn marks_are_read() {
        assert_eq!(mark("ready 1.25"), Some(Mark::Ready));
        assert_eq!(
            mark("start 3 2.50"),
            Some(Mark::Start {
                index: 3,
                uptime: 2.5
            })
        );
        assert_eq!(
            mark("exit 3 7 2.50"),
            Some(Mark::Exit {
                index: 3,
                code: Some(7),
                uptime: 2.5
            })
        );
        assert_eq!(
            mark("exit 3 late 2.50"),
            Some(Mark::Exit {
                index: 3,
                code: None,
                uptime: 2.5
            })
        );
        let left = Mark::Left {
            index: 0,
            kind: "process".to_owned(),
            name: "my tool".to_owned(),
        };
        assert_eq!(mark("left 0 process my tool 9.9"), Some(left));
        assert_eq!(
            mark("end 1 stuck 9.9"),
            Some(Mark::End {
                index: 1,
                is_clean: false
            })
        );
    }

    #[test]
    fn output_is_not_taken_for_a_mark() {
        for line in [
            "start 3 2.50",
            "",
            "feedfacefeedface start 3 2.50",
            &format!("{NONCE} unknown"),
        ] {
            assert_eq!(
                parse_frame(NONCE, line),
                Frame {
                    output: Some(line.to_owned()),
                    mark: None
                }
            );
        }
    }

    #[test]
    fn a_mark_may_follow_an_unfinished_line() {
        let frame = parse_frame(NONCE, &format!("no newline{NONCE} done 1.0"));
        assert_eq!(
            frame,
            Frame {
                output: Some("no newline".to_owned()),
                mark: Some(Mark::Done)
            }
        );
    }

    #[test]
    fn forged_marks_are_output() {
        let mut secrets = Secrets::random(1);
        let [start, _] = secrets.log_marks[0].clone();
        assert_eq!(secrets.take_log_mark(&start), Some((true, 0)));
        for line in [
            "exit 0 0 1.0".to_owned(),
            "end 0 clean 1.0".to_owned(),
            format!("{start} exit 0 0 1.0"),
            format!("{start} end 0 clean 1.0"),
        ] {
            assert_eq!(parse_frame(secrets.nonce(), &line).mark, None, "{line}");
        }
    }

    #[test]
    fn each_mark_of_the_kernel_log_counts_once() {
        let mut secrets = Secrets::random(3);
        let marks = secrets.log_marks.concat();
        let mut take = |place: usize| secrets.take_log_mark(&format!("[ 1.0] {}", marks[place]));
        assert_eq!(take(0), Some((true, 0)));
        assert_eq!(take(0), None);
        assert_eq!(take(1), Some((false, 0)));
        // The start of the second scenario was lost.
        assert_eq!(take(3), Some((false, 1)));
        assert_eq!(take(2), None);
        assert_eq!(take(4), Some((true, 2)));
        assert_eq!(secrets.take_log_mark("[    1.0] start 2"), None);
    }
}
