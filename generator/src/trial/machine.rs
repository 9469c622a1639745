//! One kernel: its modules, its machine, and the steps in it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::guest::{Line, Script, Steps, parse, random_word};
use super::loader::Loader;
use super::modules::{self, Built};
use super::report::{KernelReport, Status, Step};
use super::run::{Event, Listener};
use super::{Error, Setup, limits};
use crate::vm::{self, Boot, GuestFile, Kernel, Report, Scenario, ScenarioReport, boot};

/// The one scenario of the machine.
const SCENARIO: &str = "project";

/// A trial on one kernel.
pub(super) struct OnKernel<'a> {
    pub(super) setup: &'a Setup,
    pub(super) number: usize,
    pub(super) kernel: &'a Kernel,
    pub(super) loader: &'a Loader,
    pub(super) target: &'a Path,
    pub(super) listener: Listener<'a>,
}

impl OnKernel<'_> {
    pub(super) fn run(&self, report: &mut KernelReport) {
        let Some(built) = self.build_modules(report) else {
            return;
        };
        self.begin("boot");
        let since = Instant::now();
        let word = random_word();
        let loader = file_name(&self.loader.program);
        let script = Script {
            word: &word,
            modules: &built,
            loader: &loader,
            arguments: &self.setup.loader_arguments,
            has_trigger: self.setup.has_trigger,
            checks: &self.setup.checks,
            check_limit: self.setup.check_limit,
        };
        let machine = match self.machine(&script, &built) {
            Ok(machine) => machine,
            Err(error) => return self.end(report, Step::of_error("boot", since.elapsed(), &error)),
        };
        let mut steps = Steps::default();
        let mut boot_step = None;
        let result = boot::run(&machine, &mut |event| {
            if let vm::Event::ScenarioStarted { .. } = event {
                let step = Step::passed("boot", since.elapsed(), "user space");
                self.tell_end(&step);
                boot_step = Some(step);
            }
            self.take(&word, event, &mut steps, boot_step.is_some());
        });
        let found = match result {
            Ok(found) => found,
            Err(error) => {
                let step = Step::of_error("boot", since.elapsed(), &error.into());
                return self.end(report, step);
            }
        };
        report.steps.extend(boot_step);
        self.conclude(&script, steps, &found, report);
    }

    fn build_modules(&self, report: &mut KernelReport) -> Option<Vec<Built>> {
        if self.setup.module_folders().is_empty() {
            return Some(Vec::new());
        }
        self.begin("module");
        let since = Instant::now();
        let built = modules::build_all(self.setup, self.kernel, self.target);
        let took = since.elapsed();
        match built {
            Ok(built) => {
                let names: Vec<String> = built.iter().map(|one| one.file.clone()).collect();
                self.end(report, Step::passed("module", took, names.join(", ")));
                Some(built)
            }
            Err(error) => {
                self.end(report, Step::of_error("module", took, &error));
                None
            }
        }
    }

    fn machine(&self, script: &Script<'_>, built: &[Built]) -> Result<Boot, Error> {
        let mut names: Vec<String> = built.iter().map(|one| one.file.clone()).collect();
        let all = self.loader.programs.iter().chain(&self.loader.objects);
        for path in all.chain(&self.setup.files) {
            names.push(file_name(path));
        }
        names.extend(
            self.setup
                .checks
                .iter()
                .map(|check| check.name().to_owned()),
        );
        names.sort();
        if let Some(name) = names.windows(2).find_map(|two| match two {
            [one, other] if one == other => Some(one.clone()),
            _ => None,
        }) {
            return Err(Error::TwoOfAName { name });
        }
        let mut machine = Boot::new(self.kernel.clone());
        machine.memory_mb = self.setup.memory_mb;
        machine.boot_limit = limits::BOOT;
        let modules = built
            .iter()
            .map(|one| GuestFile::bytes(&one.file, one.bytes.as_slice()));
        let programs = self.loader.programs.iter().map(GuestFile::program);
        let objects = self.loader.objects.iter().map(GuestFile::data);
        machine.files.extend(modules.chain(programs).chain(objects));
        for file in &self.setup.files {
            machine.files.push(as_it_is(file)?);
        }
        let checks = self
            .setup
            .checks
            .iter()
            .map(super::own_check::OwnCheck::guest_file);
        machine.files.extend(checks);
        let scenario = Scenario::new(SCENARIO, script.text())
            .time_limit(script.limit())
            .silence_limit(limits::SILENCE);
        machine.scenarios.push(scenario);
        Ok(machine)
    }

    fn take(&self, word: &str, event: &vm::Event<'_>, steps: &mut Steps, inside: bool) {
        match *event {
            vm::Event::Kernel(line) => self.tell_line("kernel", line),
            vm::Event::Output { line, .. } => {
                let (before, line) = parse(word, line);
                for line in before.map(Line::Output).into_iter().chain([line]) {
                    match line {
                        Line::Begin { step, .. } => self.begin(step),
                        Line::Output(text) => self.tell_line("guest", text),
                        _ => {}
                    }
                    if let Some(step) = steps.take(&line) {
                        self.tell_end(step);
                    }
                }
            }
            vm::Event::Stage(text) if !inside => self.tell_line("qemu", text),
            _ => {}
        }
    }

    /// What follows from the machine's report for steps that did not end, and the kernel log.
    fn conclude(
        &self,
        script: &Script<'_>,
        mut steps: Steps,
        found: &Report,
        report: &mut KernelReport,
    ) {
        let run = found.scenario(SCENARIO);
        let told = steps.done.len();
        let why = run.map(|run| {
            let status = std::iter::once(run.status.to_string());
            status
                .chain(run.notes.iter().cloned())
                .collect::<Vec<_>>()
                .join("; ")
        });
        steps.finish(&script.names(), &why.unwrap_or_default());
        for step in steps.done.iter().skip(told) {
            self.tell_end(step);
        }
        report.steps.append(&mut steps.done);
        if let Some(step) = run.and_then(left_behind) {
            self.end(report, step);
        }
        report.alarms = found.alarms.iter().map(Into::into).collect();
        let log = match found.alarms.as_slice() {
            [] => Step::passed("log", Duration::ZERO, "no alarm"),
            alarms => Step {
                detail: alarms
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("; "),
                ..Step::new("log", Status::Failed, Duration::ZERO)
            },
        };
        self.end(report, log);
        if report.bad_step().is_some() {
            report.kernel_log = run.map(|run| run.kernel_log.clone());
        }
    }

    fn begin(&self, step: &str) {
        (self.listener)(&Event::Begin {
            kernel: Some(self.number),
            step,
        });
    }

    fn end(&self, report: &mut KernelReport, step: Step) {
        self.tell_end(&step);
        report.steps.push(step);
    }

    fn tell_end(&self, step: &Step) {
        (self.listener)(&Event::End {
            kernel: Some(self.number),
            step,
        });
    }

    fn tell_line(&self, source: &'static str, line: &str) {
        (self.listener)(&Event::Line {
            kernel: self.number,
            source,
            line,
        });
    }
}

/// What the script left behind though every step passed: its checks, as a rule.
fn left_behind(run: &ScenarioReport) -> Option<Step> {
    (run.status == vm::Status::LeftBehind).then(|| Step {
        output: run.notes.join("\n"),
        ..Step::new("leftovers", Status::Failed, Duration::ZERO)
    })
}

/// A program with its libraries, or a file.
fn as_it_is(path: &PathBuf) -> Result<GuestFile, Error> {
    let is_program = super::setup::read(path)?.starts_with(b"\x7fELF");
    let is_object = [".o", ".ko", ".so"]
        .iter()
        .any(|ending| path.to_string_lossy().ends_with(ending));
    Ok(if is_program && !is_object {
        GuestFile::program(path)
    } else {
        GuestFile::data(path)
    })
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
