//! How a test is shown while it runs: a line per step, and on a terminal what is going on.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use clap::builder::styling::{AnsiColor, Style};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use structops_gen::trial::{Event, KernelReport, Status, Step, TrialReport};

use super::Failure;
use super::format::Format;

/// Lines of the kernel log that a failure shows.
const LOG_LINES: usize = 60;

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();

/// Shows steps as they end. What several kernels say at a time is kept apart: the lines of
/// each come together, when it is done.
pub(super) struct Progress {
    format: Format,
    is_verbose: bool,
    is_one_kernel: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    bars: MultiProgress,
    running: BTreeMap<Option<usize>, ProgressBar>,
    kept: BTreeMap<usize, String>,
    failure: Option<Failure>,
}

impl Progress {
    /// For a test on that many kernels.
    pub(super) fn new(format: Format, is_verbose: bool, kernels: usize) -> Self {
        let state = State::default();
        if format == Format::Json || !std::io::stderr().is_terminal() {
            state.bars.set_draw_target(ProgressDrawTarget::hidden());
        }
        Self {
            format,
            is_verbose,
            is_one_kernel: kernels <= 1,
            state: Mutex::new(state),
        }
    }

    pub(super) fn take(&self, event: &Event<'_>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match *event {
            Event::Begin { kernel, step } => state.begin(kernel, step),
            Event::End { kernel, step } => {
                state.end(kernel);
                self.say(&mut state, kernel, &line_of(step));
            }
            Event::Line {
                kernel,
                source,
                line,
            } if self.is_verbose => {
                let text = format!("    {source:<6}  {line}\n");
                self.say(&mut state, Some(kernel), &text);
            }
            Event::Done { kernel, report } => {
                let text = state.kept.remove(&kernel).unwrap_or_default() + &end_of(report);
                let heading = if self.is_one_kernel {
                    String::new()
                } else {
                    format!("linux {}:\n", report.name())
                };
                self.say(&mut state, None, &(heading + &text));
            }
            _ => {}
        }
    }

    /// Says what the whole came to.
    pub(super) fn finish(&self, report: &TrialReport) -> Result<(), Failure> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if report.passed {
            let names: Vec<&str> = report.kernels.iter().map(KernelReport::name).collect();
            let text = format!("{GOOD}passed{GOOD:#} on linux {}\n", names.join(", "));
            self.say(&mut state, None, &text);
        }
        state.failure.take().map_or(Ok(()), Err)
    }

    fn say(&self, state: &mut State, kernel: Option<usize>, text: &str) {
        match kernel.filter(|_| !self.is_one_kernel) {
            _ if self.format == Format::Json || text.is_empty() => {}
            Some(kernel) => state.kept.entry(kernel).or_default().push_str(text),
            None => state.show(text),
        }
    }
}

impl State {
    fn begin(&mut self, kernel: Option<usize>, step: &str) {
        let bar = self.bars.add(ProgressBar::new_spinner());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} … {elapsed}") {
            bar.set_style(style);
        }
        bar.set_message(step.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        self.running.insert(kernel, bar);
    }

    fn end(&mut self, kernel: Option<usize>) {
        if let Some(bar) = self.running.remove(&kernel) {
            bar.finish_and_clear();
            self.bars.remove(&bar);
        }
    }

    fn show(&mut self, text: &str) {
        let written = self
            .bars
            .suspend(|| anstream::stdout().lock().write_all(text.as_bytes()));
        if let Err(failure) = super::check_output(written) {
            self.failure.get_or_insert(failure);
        }
    }
}

/// The line of a step; what it wrote or why it failed, if it failed.
fn line_of(step: &Step) -> String {
    let style = match step.status {
        Status::Passed => GOOD,
        Status::Failed | Status::Blocked => BAD,
        _ => Style::new(),
    };
    let status = step.status;
    let mut text = format!("{style}{status:>9}{style:#}  {}", step.name);
    if !step.detail.is_empty() {
        let _ = write!(text, ": {}", step.detail);
    }
    if step.status != Status::NotRun {
        let _ = write!(text, " ({:.1} s)", step.seconds);
    }
    text.push('\n');
    if step.is_bad() {
        for line in step.output.lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

/// What explains a kernel that did not pass: its alarms, and the end of its log.
fn end_of(report: &KernelReport) -> String {
    let mut text = String::new();
    for alarm in &report.alarms {
        let _ = writeln!(text, "{BAD}alarm{BAD:#} ({}):", alarm.kind);
        for line in alarm.text.lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    let Some(log) = &report.kernel_log else {
        return text;
    };
    let skip = log.lines().count().saturating_sub(LOG_LINES);
    let _ = writeln!(text, "end of the kernel log:");
    for line in log.lines().skip(skip) {
        let _ = writeln!(text, "    {line}");
    }
    text
}
