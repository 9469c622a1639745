//! Turns the lines of one boot into events and reports.

use std::collections::VecDeque;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use super::judge::{judge_alarms, note_mark, note_stop};
use super::machine::Arrived;
use super::protocol::{Frame, Mark, Secrets, parse_frame};
use super::{Boot, Event};
use crate::vm::alarms::{Alarm, find_alarms};
use crate::vm::error::{Error, last_lines};
use crate::vm::report::Report;

/// What the guest gets beyond a scenario's own limit, to kill, clean and go on, before it counts as
/// hung.
const GRACE: Duration = Duration::from_secs(60);

/// How long the search for leaks may take: a scan walks all memory.
const LEAK_LIMIT: Duration = Duration::from_secs(600);

/// How long a scenario's end waits for its mark in the kernel log, which another CPU may print.
const LOG_LIMIT: Duration = Duration::from_secs(10);

/// Longest wait for anything to arrive.
const TICK: Duration = Duration::from_secs(1);

/// Lines of the console that an error shows.
const CONSOLE_LINES: usize = 40;

/// How far a boot has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Booting,
    Ready,
    Done,
}

/// The scenario that runs.
#[derive(Clone, Copy)]
struct Current {
    number: usize,
    uptime: f64,
    since: Instant,
    silence_limit: Option<Duration>,
}

/// One boot as it is seen from outside.
pub(super) struct Session<'a> {
    boot: &'a Boot,
    secrets: Secrets,
    /// Number in this boot to number in the report.
    plan: &'a [usize],
    report: &'a mut Report,
    on_event: &'a mut dyn FnMut(&Event<'_>),
    started: Instant,
    deadline: Instant,
    /// When the scenario that runs has been silent for too long.
    silent_at: Option<Instant>,
    is_late: bool,
    stage: Stage,
    console: String,
    /// What QEMU and the init script complain about.
    errors: String,
    /// Lines of the second port that wait for the kernel log.
    waiting: VecDeque<String>,
    waiting_since: Option<Instant>,
    current: Option<Current>,
    /// The scenario that the kernel log is in.
    in_log: Option<usize>,
    /// The kernel log from the first scenario on, where it belongs to none, and the list of leaks.
    between: Option<String>,
}

impl<'a> Session<'a> {
    pub(super) fn new(
        boot: &'a Boot,
        secrets: Secrets,
        plan: &'a [usize],
        report: &'a mut Report,
        on_event: &'a mut dyn FnMut(&Event<'_>),
    ) -> Self {
        let started = Instant::now();
        Self {
            boot,
            secrets,
            plan,
            report,
            on_event,
            started,
            deadline: started + boot.boot_limit,
            silent_at: None,
            is_late: false,
            stage: Stage::Booting,
            console: String::new(),
            errors: String::new(),
            waiting: VecDeque::new(),
            waiting_since: None,
            current: None,
            in_log: None,
            between: None,
        }
    }

    /// How long to wait for something to arrive; none when this step's limit has run out.
    pub(super) fn patience(&mut self) -> Option<Duration> {
        let deadline = self
            .silent_at
            .map_or(self.deadline, |at| at.min(self.deadline));
        let left = deadline.checked_duration_since(Instant::now());
        self.is_late = left.is_none();
        left.map(|left| left.min(TICK))
    }

    pub(super) fn take(&mut self, arrived: Arrived) {
        for line in arrived.errors {
            push_line(&mut self.errors, &line);
        }
        for line in arrived.console {
            self.take_kernel_line(&line);
        }
        self.waiting.extend(arrived.protocol);
        while let Some(line) = self.waiting.pop_front() {
            let frame = parse_frame(self.secrets.nonce(), &line);
            if !arrived.is_end && self.must_wait(&frame) {
                self.waiting.push_front(line);
                return;
            }
            self.take_frame(&frame);
        }
    }

    /// Whether a scenario ended whose kernel log is still on its way.
    fn must_wait(&mut self, frame: &Frame) -> bool {
        let is_ahead = match frame.mark {
            Some(Mark::End { index, .. }) => {
                self.in_log.is_some() && self.in_log == self.plan.get(index).copied()
            }
            _ => false,
        };
        if !is_ahead {
            self.waiting_since = None;
            return false;
        }
        self.waiting_since
            .get_or_insert_with(Instant::now)
            .elapsed()
            < LOG_LIMIT
    }

    fn take_kernel_line(&mut self, line: &str) {
        if let Some((is_start, index)) = self.secrets.take_log_mark(line) {
            self.in_log = self.plan.get(index).copied().filter(|_| is_start);
            self.between.get_or_insert_default();
            return;
        }
        push_line(&mut self.console, line);
        (self.on_event)(&Event::Kernel(line));
        let scenario = self
            .in_log
            .and_then(|number| self.report.scenarios.get_mut(number));
        let log = scenario.map(|scenario| &mut scenario.kernel_log);
        // Before the first scenario it is the boot's own noise, the emulator's business.
        if let Some(log) = log.or(self.between.as_mut()) {
            push_line(log, line);
        }
    }

    fn take_frame(&mut self, frame: &Frame) {
        if let Some(line) = &frame.output {
            self.take_output(line);
        }
        let Some(mark) = &frame.mark else { return };
        match mark {
            Mark::Ready => self.be_ready(),
            Mark::Start { index, uptime } => self.start(*index, *uptime),
            Mark::Exit { index, .. } | Mark::Left { index, .. } => {
                self.silent_at = None;
                self.deadline = Instant::now() + GRACE;
                self.note(*index, mark);
            }
            Mark::End { index, .. } => {
                self.deadline = Instant::now() + GRACE;
                self.note(*index, mark);
                self.close_current();
            }
            Mark::Leaks => {
                self.deadline = Instant::now() + LEAK_LIMIT;
                (self.on_event)(&Event::Stage("searching for memory leaks"));
            }
            Mark::Done => self.stage = Stage::Done,
        }
    }

    fn take_output(&mut self, line: &str) {
        let current = self
            .current
            .and_then(|at| self.report.scenarios.get_mut(at.number));
        if let Some(scenario) = current {
            let limit = self.current.and_then(|at| at.silence_limit);
            self.silent_at = limit.map(|limit| Instant::now() + limit);
            push_line(&mut scenario.output, line);
            (self.on_event)(&Event::Output {
                scenario: &scenario.name,
                line,
            });
        } else {
            // The list of leaks, or a complaint of the init script before the first scenario.
            push_line(self.between.as_mut().unwrap_or(&mut self.errors), line);
        }
    }

    fn be_ready(&mut self) {
        let took = self.started.elapsed();
        if self.report.boots == 0 {
            self.report.boot_time = took;
        }
        self.report.boots += 1;
        self.stage = Stage::Ready;
        self.deadline = Instant::now() + GRACE;
        let text = format!("user space after {:.1} s", took.as_secs_f64());
        (self.on_event)(&Event::Stage(&text));
    }

    fn start(&mut self, index: usize, uptime: f64) {
        let number = self.plan.get(index).copied().unwrap_or(usize::MAX);
        let Some(scenario) = self.boot.scenarios.get(number) else {
            return;
        };
        let since = Instant::now();
        self.deadline = since + scenario.time_limit + GRACE;
        self.current = Some(Current {
            number,
            uptime,
            since,
            silence_limit: scenario.silence_limit,
        });
        self.silent_at = scenario.silence_limit.map(|limit| since + limit);
        (self.on_event)(&Event::ScenarioStarted {
            scenario: &scenario.name,
        });
    }

    fn note(&mut self, index: usize, mark: &Mark) {
        let number = self.plan.get(index).copied().unwrap_or(usize::MAX);
        let Some(report) = self.report.scenarios.get_mut(number) else {
            return;
        };
        if let (Mark::Exit { uptime, .. }, Some(current)) = (mark, self.current) {
            report.seconds = uptime - current.uptime;
        }
        note_mark(report, mark);
    }

    /// Judges the scenario that has just ended, whatever ended it.
    fn close_current(&mut self) {
        let Some(number) = self.current.take().map(|current| current.number) else {
            return;
        };
        let report = self.report.scenarios.get_mut(number);
        if let (Some(scenario), Some(report)) = (self.boot.scenarios.get(number), report) {
            judge_alarms(scenario, report);
            (self.on_event)(&Event::ScenarioEnded(report));
        }
    }

    /// Closes the books: `status` is how QEMU ended.
    pub(super) fn finish(mut self, status: Option<ExitStatus>) -> Result<(), Error> {
        self.report.console.push_str(&self.console);
        if self.stage == Stage::Booting {
            return Err(self.not_booted(status));
        }
        if let Some(at) = self.current {
            let seconds = at.since.elapsed().as_secs_f64();
            if let Some(report) = self.report.scenarios.get_mut(at.number) {
                note_stop(report, self.is_late, seconds);
            }
            self.close_current();
        } else if self.stage != Stage::Done {
            let end = last_lines(&self.console, CONSOLE_LINES);
            self.report.alarms.push(Alarm::of_stop(&end));
        }
        self.report
            .alarms
            .extend(find_alarms(&self.between.unwrap_or_default()));
        Ok(())
    }

    fn not_booted(self, status: Option<ExitStatus>) -> Error {
        let why = match status {
            _ if self.is_late => Error::limit_text(self.boot.boot_limit),
            Some(status) => format!("QEMU ended with {status}"),
            None => "QEMU ended".to_owned(),
        };
        let console = last_lines(&(self.console + &self.errors), CONSOLE_LINES);
        Error::NotBooted {
            release: self.boot.kernel.release.clone(),
            why,
            console,
        }
    }
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}
