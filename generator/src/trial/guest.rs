//! The script of the guest, and what its lines say.

use std::fmt::Write as _;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

use super::limits;
use super::modules::Built;
use super::own_check::OwnCheck;
use super::report::{Status, Step};

const SCRIPT: &str = include_str!("guest.sh");

/// The step of a loader that does not know how to check.
const UNKNOWN: i32 = 77;

/// The status of a command whose limit ran out.
const LATE: i32 = 124;

/// The word that begins the script's own lines: nobody else writes it by chance.
pub(super) fn random_word() -> String {
    // The standard library seeds this hasher with random numbers of the system.
    format!("{:016x}", RandomState::new().build_hasher().finish())
}

/// What the script is told.
pub(super) struct Script<'a> {
    pub(super) word: &'a str,
    pub(super) modules: &'a [Built],
    pub(super) loader: &'a str,
    /// What the loader is called with.
    pub(super) arguments: &'a [String],
    pub(super) has_trigger: bool,
    pub(super) checks: &'a [OwnCheck],
    pub(super) check_limit: Duration,
}

impl Script<'_> {
    /// Assignments, then the script. Names are those of modules, programs and checks.
    pub(super) fn text(&self) -> String {
        let modules: Vec<&str> = self.modules.iter().map(|one| one.name.as_str()).collect();
        let checks: Vec<String> = self.checks.iter().map(OwnCheck::word).collect();
        let run = if self.has_trigger { "trigger" } else { "stay" };
        let mut text = String::new();
        for (name, value) in [
            ("word", self.word),
            ("modules", &modules.join(" ")),
            ("loader", self.loader),
            ("run_loader", run),
            ("step_limit", &limits::STEP.as_secs().to_string()),
            ("check_limit", &self.check_limit.as_secs().to_string()),
            ("checks", &checks.join(" ")),
        ] {
            let _ = writeln!(text, "{name}='{value}'");
        }
        let arguments: String = self.arguments.iter().map(|one| quoted(one)).collect();
        let _ = writeln!(
            text,
            "load() {{\n\texec \"/guest/$loader\" \"$@\"{arguments}\n}}"
        );
        text + SCRIPT
    }

    /// How long all of it may take.
    pub(super) fn limit(&self) -> Duration {
        let checks = u32::try_from(self.checks.len()).unwrap_or(u32::MAX);
        // Killing and waiting take their time, too.
        let slack = Duration::from_secs(30);
        (limits::STEP * 4 + slack).saturating_add(self.check_limit.saturating_mul(checks))
    }

    /// The steps in their order.
    pub(super) fn names(&self) -> Vec<String> {
        // A type that the kernel has already comes without a module.
        let of_module = |name: &str| (!self.modules.is_empty()).then(|| name.to_owned());
        let checks = self
            .checks
            .iter()
            .map(|check| format!("check {}", check.name()));
        of_module("insmod")
            .into_iter()
            .chain(["preflight", "loader"].map(str::to_owned))
            .chain(checks)
            .chain(of_module("rmmod"))
            .collect()
    }
}

/// A word for the shell, with the space before it.
fn quoted(word: &str) -> String {
    format!(" '{}'", word.replace('\'', r"'\''"))
}

/// A line of the guest.
#[derive(Debug, PartialEq)]
pub(super) enum Line<'a> {
    Begin {
        step: &'a str,
        uptime: f64,
    },
    End {
        step: &'a str,
        status: i32,
        uptime: f64,
    },
    Alive,
    Output(&'a str),
}

/// Reads a line; what a step wrote before a mark without an end of line is output of its own.
pub(super) fn parse<'a>(word: &str, line: &'a str) -> (Option<&'a str>, Line<'a>) {
    let mark = line
        .split_once(word)
        .and_then(|(before, after)| Some((before, parse_mark(after.trim())?)));
    match mark {
        Some((before, mark)) => ((!before.is_empty()).then_some(before), mark),
        None => (None, Line::Output(line)),
    }
}

fn parse_mark(text: &str) -> Option<Line<'_>> {
    if text == "alive" {
        return Some(Line::Alive);
    }
    let (verb, rest) = text.split_once(' ')?;
    let (rest, uptime) = rest.rsplit_once(' ')?;
    let uptime = uptime.parse().ok()?;
    match verb {
        "begin" => Some(Line::Begin { step: rest, uptime }),
        "end" => {
            let (step, status) = rest.rsplit_once(' ')?;
            let status = status.parse().ok()?;
            Some(Line::End {
                step,
                status,
                uptime,
            })
        }
        _ => None,
    }
}

/// The steps of the guest as they come.
#[derive(Debug, Default)]
pub(super) struct Steps {
    pub(super) done: Vec<Step>,
    open: Option<(String, f64)>,
    output: String,
}

impl Steps {
    /// Takes a line; the step that it ends, if it ends one.
    pub(super) fn take(&mut self, line: &Line<'_>) -> Option<&Step> {
        match *line {
            Line::Alive => None,
            Line::Output(text) => {
                self.output.push_str(text);
                self.output.push('\n');
                None
            }
            Line::Begin { step, uptime } => {
                self.open = Some((step.to_owned(), uptime));
                self.output.clear();
                None
            }
            Line::End {
                step,
                status,
                uptime,
            } => {
                let since = self.open.take().map_or(uptime, |(_, since)| since);
                self.close(step, status, uptime - since);
                self.done.last()
            }
        }
    }

    fn close(&mut self, name: &str, status: i32, seconds: f64) {
        let took = Duration::try_from_secs_f64(seconds).unwrap_or_default();
        let mut step = match status {
            0 => Step::passed(name, took, ""),
            UNKNOWN if name == "preflight" => Step {
                detail: "the loader knows no --check".to_owned(),
                ..Step::new(name, Status::Skipped, took)
            },
            LATE => Step {
                detail: "its time limit ran out".to_owned(),
                ..Step::new(name, Status::Failed, took)
            },
            other => Step {
                detail: format!("status {other}"),
                ..Step::new(name, Status::Failed, took)
            },
        };
        step.output = std::mem::take(&mut self.output);
        self.done.push(step);
    }

    /// The machine is gone: what was going on failed, and nothing follows.
    pub(super) fn finish(&mut self, names: &[String], why: &str) {
        if let Some((name, _)) = self.open.take() {
            self.close(&name, 1, 0.0);
            if let Some(step) = self.done.last_mut() {
                why.clone_into(&mut step.detail);
            }
        }
        for name in names {
            if !self.done.iter().any(|step| step.name == *name) {
                self.done
                    .push(Step::new(name, Status::NotRun, Duration::ZERO));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read() {
        let word = "00d1ce5eed00beef";
        let line = format!("half a line{word} end check my.sh 3 7.5");
        let end = Line::End {
            step: "check my.sh",
            status: 3,
            uptime: 7.5,
        };
        assert_eq!(parse(word, &line), (Some("half a line"), end));
        assert_eq!(
            parse(word, "end insmod 0 1.0").1,
            Line::Output("end insmod 0 1.0")
        );
        assert_eq!(parse(word, &format!("{word} alive")).1, Line::Alive);
    }

    #[test]
    fn arguments_reach_the_loader_as_they_are() {
        assert_eq!(quoted("it's $HOME"), r" 'it'\''s $HOME'");
    }

    #[test]
    fn a_machine_that_goes_fails_the_step_that_ran() {
        let mut steps = Steps::default();
        let begin = |step| Line::Begin { step, uptime: 1.0 };
        steps.take(&begin("insmod"));
        let end = Line::End {
            step: "insmod",
            status: 0,
            uptime: 1.5,
        };
        assert_eq!(steps.take(&end).unwrap().status, Status::Passed);
        steps.take(&begin("loader"));
        steps.take(&Line::Output("about to go"));
        let names = ["insmod", "loader", "rmmod"].map(str::to_owned);
        steps.finish(&names, "the kernel died");
        let found: Vec<_> = steps.done.iter().map(|step| step.status).collect();
        assert_eq!(found, [Status::Passed, Status::Failed, Status::NotRun]);
        assert_eq!(steps.done[1].output, "about to go\n");
        assert_eq!(steps.done[1].detail, "the kernel died");
    }

    #[test]
    fn a_loader_without_check_is_no_failure() {
        let mut steps = Steps::default();
        for (step, status) in [("preflight", 77), ("loader", 77), ("rmmod", 124)] {
            steps.take(&Line::End {
                step,
                status,
                uptime: 1.0,
            });
        }
        let found: Vec<_> = steps.done.iter().map(|step| step.status).collect();
        assert_eq!(found, [Status::Skipped, Status::Failed, Status::Failed]);
        assert!(steps.done[2].detail.contains("time limit"));
    }
}
