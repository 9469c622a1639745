//! Boots a kernel in QEMU and runs scenarios in it.

mod accel;
mod judge;
mod lines;
mod machine;
mod protocol;
mod session;

use std::time::{Duration, Instant};

pub use accel::Accel;

use super::error::Error;
use super::guest::archive::Archive;
use super::guest::{GuestFile, Scenario, check_names};
use super::kernel::Kernel;
use super::report::{Report, ScenarioReport, Status};
use machine::Machine;
use protocol::Secrets;
use session::Session;

/// Memory of a machine in MiB, unless it says otherwise.
pub const MEMORY_MB: u32 = 1536;

/// What to boot and what to run.
#[derive(Debug, Clone)]
pub struct Boot {
    /// The kernel.
    pub kernel: Kernel,
    /// They run one after the other, in this order.
    pub scenarios: Vec<Scenario>,
    /// Files that every scenario finds in `/guest`, which is on PATH.
    pub files: Vec<GuestFile>,
    /// Memory in MiB.
    pub memory_mb: u32,
    /// Processors.
    pub cpus: u32,
    /// What runs the machine.
    pub accel: Accel,
    /// How long the kernel may take to user space; scenarios have their own limits.
    pub boot_limit: Duration,
    /// More arguments for the kernel's command line.
    pub kernel_args: Vec<String>,
}

impl Boot {
    /// A machine of two processors and 1536 MiB, without files and scenarios.
    pub fn new(kernel: Kernel) -> Self {
        Self {
            kernel,
            scenarios: Vec::new(),
            files: Vec::new(),
            memory_mb: MEMORY_MB,
            cpus: 2,
            accel: Accel::Auto,
            boot_limit: Duration::from_secs(240),
            kernel_args: Vec::new(),
        }
    }
}

/// Something that happens during a run, told as it happens.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Event<'a> {
    /// What is being done now.
    Stage(&'a str),
    /// A line of the kernel log.
    Kernel(&'a str),
    /// A scenario's script begins.
    ScenarioStarted {
        /// The scenario's name.
        scenario: &'a str,
    },
    /// A line that a scenario wrote.
    Output {
        /// The scenario's name.
        scenario: &'a str,
        /// The line, without its end.
        line: &'a str,
    },
    /// A scenario is over and cleaned up after.
    ScenarioEnded(&'a ScenarioReport),
}

/// Runs all scenarios of a boot and tells what happens while it happens.
///
/// A scenario that fails is a matter of the report. The kernel is booted once; only if a scenario
/// kills or hangs it, or leaves something that cannot be removed, is it booted again for those that
/// have not run yet.
///
/// # Errors
/// Missing programs and files, impossible names, and a kernel that does not reach user space.
pub fn run(boot: &Boot, on_event: &mut dyn FnMut(&Event<'_>)) -> Result<Report, Error> {
    let started = Instant::now();
    check_names(&boot.scenarios)?;
    if !boot.kernel.image.is_file() {
        return Err(Error::ImageMissing {
            path: boot.kernel.image.clone(),
        });
    }
    let mut report = Report {
        scenarios: boot
            .scenarios
            .iter()
            .map(|scenario| ScenarioReport::not_run(&scenario.name))
            .collect(),
        console: String::new(),
        alarms: Vec::new(),
        accel: boot.accel.decide()?,
        boot_time: Duration::ZERO,
        boots: 0,
        total_time: Duration::ZERO,
    };
    loop {
        let plan = not_run(&report);
        match run_once(boot, &plan, &mut report, on_event) {
            Err(Error::NotBooted { .. })
                if boot.accel == Accel::Auto && report.accel == Accel::Kvm =>
            {
                accel::give_up_kvm();
                report.accel = Accel::Tcg;
                continue;
            }
            other => other?,
        }
        let left = not_run(&report).len();
        if left == 0 || left == plan.len() {
            break;
        }
    }
    let own = report
        .scenarios
        .iter()
        .flat_map(|scenario| scenario.alarms.iter().cloned());
    let between = std::mem::take(&mut report.alarms);
    report.alarms = own.chain(between).collect();
    report.total_time = started.elapsed();
    Ok(report)
}

fn not_run(report: &Report) -> Vec<usize> {
    let scenarios = report.scenarios.iter().enumerate();
    scenarios
        .filter(|(_, scenario)| scenario.status == Status::NotRun)
        .map(|(index, _)| index)
        .collect()
}

/// One boot, for the scenarios whose numbers `plan` lists.
fn run_once(
    boot: &Boot,
    plan: &[usize],
    report: &mut Report,
    on_event: &mut dyn FnMut(&Event<'_>),
) -> Result<(), Error> {
    let scenarios: Vec<&Scenario> = plan
        .iter()
        .filter_map(|&index| boot.scenarios.get(index))
        .collect();
    let secrets = Secrets::random(scenarios.len());
    // It has no name: whenever we are killed, nothing stays behind.
    let temporary = std::env::temp_dir();
    let mut initramfs = tempfile::tempfile().map_err(Error::io("create a file in", &temporary))?;
    Archive::of_boot(
        secrets.nonce(),
        secrets.log_marks(),
        &scenarios,
        &boot.files,
    )?
    .write(&mut initramfs)
    .map_err(Error::io("write a file in", &temporary))?;

    let release = &boot.kernel.release;
    on_event(&Event::Stage(&format!(
        "booting linux {release} ({:?})",
        report.accel
    )));
    let mut machine = Machine::start(boot, report.accel, initramfs)?;
    let mut session = Session::new(boot, secrets, plan, report, on_event);
    while let Some(timeout) = session.patience() {
        let arrived = machine.receive(timeout);
        let is_end = arrived.is_end;
        session.take(arrived);
        if is_end {
            break;
        }
    }
    session.finish(machine.stop())
}
