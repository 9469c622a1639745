//! What the init script says on the second serial port and in the kernel log.
//!
//! A mark is a line that begins with the boot's nonce, 16 random hexadecimal digits that no script
//! knows; every other line is output. `<nonce> <word> <arguments> <uptime>` on the port, without
//! the uptime in the log.

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

/// A nonce for one boot.
pub(super) fn random_nonce() -> String {
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

/// Reads a line of the kernel log: whether it starts or ends a scenario.
pub(super) fn parse_kernel_mark(nonce: &str, line: &str) -> Option<(bool, usize)> {
    let (_, text) = line.split_once(nonce)?;
    let mut words = text.split_whitespace();
    let is_start = words.next()? == "start";
    Some((is_start, words.next()?.parse().ok()?))
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
    fn the_kernel_log_is_marked() {
        assert_eq!(
            parse_kernel_mark(NONCE, &format!("[    1.0] {NONCE} start 4")),
            Some((true, 4))
        );
        assert_eq!(
            parse_kernel_mark(NONCE, &format!("[    1.0][    T1] {NONCE} end 4")),
            Some((false, 4))
        );
        assert_eq!(parse_kernel_mark(NONCE, "[    1.0] start 4"), None);
    }
}
