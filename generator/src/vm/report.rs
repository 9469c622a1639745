//! What a boot found out.

use std::fmt;
use std::time::Duration;

use super::alarms::Alarm;
use super::boot::Accel;

/// How a scenario ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// Status 0, nothing left behind, no unexpected alarm, every expected one.
    Passed,
    /// The script ended with this status.
    Failed(i32),
    /// It was killed at its time limit, or the whole guest hung in it.
    TimedOut,
    /// The script passed but left a process, a pin or a module behind; see
    /// [`ScenarioReport::notes`].
    LeftBehind,
    /// The script passed but the kernel complained, or did not complain as expected.
    Alarmed,
    /// The kernel died.
    Crashed,
    /// Never started.
    NotRun,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passed => f.write_str("passed"),
            Self::Failed(code) => write!(f, "failed with status {code}"),
            Self::TimedOut => f.write_str("timed out"),
            Self::LeftBehind => f.write_str("left something behind"),
            Self::Alarmed => f.write_str("alarms in the kernel log"),
            Self::Crashed => f.write_str("the kernel died"),
            Self::NotRun => f.write_str("not run"),
        }
    }
}

/// The result of one scenario.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ScenarioReport {
    /// The scenario's name.
    pub name: String,
    /// How it ended.
    pub status: Status,
    /// What it wrote, to standard output and error.
    pub output: String,
    /// What the kernel logged meanwhile, without our marks.
    pub kernel_log: String,
    /// Alarms of that log that were not expected.
    pub alarms: Vec<Alarm>,
    /// What the framework saw: modules, processes and pins left behind, alarms that did not come.
    pub notes: Vec<String>,
    /// How long the script ran, in seconds of the guest.
    pub seconds: f64,
}

impl ScenarioReport {
    pub(super) fn not_run(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            status: Status::NotRun,
            output: String::new(),
            kernel_log: String::new(),
            alarms: Vec::new(),
            notes: Vec::new(),
            seconds: 0.0,
        }
    }

    /// Whether it ended as it should.
    pub fn passed(&self) -> bool {
        self.status == Status::Passed
    }
}

/// The result of a run: all scenarios on one kernel.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Report {
    /// One per scenario, in their order.
    pub scenarios: Vec<ScenarioReport>,
    /// Everything the kernel wrote to its console, of every boot.
    pub console: String,
    /// Unexpected alarms, of scenarios, between them and after the last (memory leaks).
    pub alarms: Vec<Alarm>,
    /// What ran the machine.
    pub accel: Accel,
    /// From starting QEMU to the first line of the init script, in the first boot.
    pub boot_time: Duration,
    /// How often the kernel was booted: more than once only after a scenario spoiled the machine.
    pub boots: u32,
    /// The whole run.
    pub total_time: Duration,
}

impl Report {
    /// Whether every scenario passed and nothing else raised an alarm.
    pub fn passed(&self) -> bool {
        self.alarms.is_empty() && self.scenarios.iter().all(ScenarioReport::passed)
    }

    /// The report of a scenario by its name.
    pub fn scenario(&self, name: &str) -> Option<&ScenarioReport> {
        self.scenarios.iter().find(|scenario| scenario.name == name)
    }
}
