//! What a trial found out.

use std::fmt;
use std::time::Duration;

use serde::Serialize;

use super::Error;
use crate::vm::Alarm;

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// As it should.
    Passed,
    /// The project is wrong, or the kernel complained.
    Failed,
    /// There was nothing to do, or no way to do it, and that is fine.
    Skipped,
    /// Something is missing on this machine.
    Blocked,
    /// An earlier step did not pass.
    NotRun,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Passed => "ok",
            Self::Failed => "FAILED",
            Self::Skipped => "skipped",
            Self::Blocked => "BLOCKED",
            Self::NotRun => "not run",
        })
    }
}

/// One step of a trial.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// `sources`, `insmod`, `check tests/vm.sh`, ..
    pub name: String,
    /// How it ended.
    pub status: Status,
    /// How long it took: of this machine's time before and while booting, of the guest's after.
    pub seconds: f64,
    /// What it found or made, in a few words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// What it wrote, or why it failed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub output: String,
}

impl Step {
    pub(super) fn new(name: &str, status: Status, took: Duration) -> Self {
        Self {
            name: name.to_owned(),
            status,
            seconds: took.as_secs_f64(),
            detail: String::new(),
            output: String::new(),
        }
    }

    pub(super) fn passed(name: &str, took: Duration, detail: impl Into<String>) -> Self {
        Self {
            detail: detail.into(),
            ..Self::new(name, Status::Passed, took)
        }
    }

    /// An error's status says whose fault it is.
    pub(super) fn of_error(name: &str, took: Duration, error: &Error) -> Self {
        let status = if error.is_environment() {
            Status::Blocked
        } else {
            Status::Failed
        };
        Self {
            output: error.to_string(),
            ..Self::new(name, status, took)
        }
    }

    /// Whether it keeps the trial from passing.
    pub fn is_bad(&self) -> bool {
        matches!(self.status, Status::Failed | Status::Blocked)
    }
}

/// Something the kernel complained about.
#[derive(Debug, Clone, Serialize)]
pub struct Complaint {
    /// What sort: `warning`, `lock order`, ..
    pub kind: &'static str,
    /// Its first line.
    pub line: String,
    /// The whole report.
    pub text: String,
}

impl From<&Alarm> for Complaint {
    fn from(alarm: &Alarm) -> Self {
        Self {
            kind: alarm.kind,
            line: alarm.line.clone(),
            text: alarm.text.clone(),
        }
    }
}

/// The trial on one kernel.
#[derive(Debug, Clone, Serialize)]
pub struct KernelReport {
    /// What was asked for: a series, or the path of an image.
    pub wanted: String,
    /// What `uname -r` says; absent for a kernel that cannot be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
    /// In their order.
    pub steps: Vec<Step>,
    /// What the kernel complained about.
    pub alarms: Vec<Complaint>,
    /// The kernel log from the first step in the guest on, if any step failed there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kernel_log: Option<String>,
}

impl KernelReport {
    pub(super) fn new(wanted: &str) -> Self {
        Self {
            wanted: wanted.to_owned(),
            release: None,
            steps: Vec::new(),
            alarms: Vec::new(),
            kernel_log: None,
        }
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        self.release.as_deref().unwrap_or(&self.wanted)
    }

    /// The first step that keeps the trial from passing.
    pub fn bad_step(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.is_bad())
    }
}

/// The trial of a project.
#[derive(Debug, Clone, Serialize)]
pub struct TrialReport {
    /// Whether every step passed on every kernel.
    pub passed: bool,
    /// The steps that are the same for all kernels.
    pub steps: Vec<Step>,
    /// A report for each kernel, in the order they were asked for.
    pub kernels: Vec<KernelReport>,
}

impl TrialReport {
    /// All steps that keep the trial from passing, with their kernels.
    pub fn bad_steps(&self) -> impl Iterator<Item = (Option<&KernelReport>, &Step)> {
        let shared = self.steps.iter().map(|step| (None, step));
        let of_kernels = self
            .kernels
            .iter()
            .flat_map(|kernel| kernel.steps.iter().map(move |step| (Some(kernel), step)));
        shared.chain(of_kernels).filter(|(_, step)| step.is_bad())
    }

    /// Whether something is missing on this machine, and nothing is wrong in the project.
    pub fn is_environment(&self) -> bool {
        !self.passed
            && self
                .bad_steps()
                .all(|(_, step)| step.status == Status::Blocked)
    }
}
