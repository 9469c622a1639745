//! All steps on all kernels.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::kernels::{Wanted, at_a_time, wanted};
use super::loader::{self, Loader};
use super::machine::OnKernel;
use super::report::{KernelReport, Step, TrialReport};
use super::{Error, Setup};
use crate::doctor::{self, Machine, Purpose, Row};
use crate::vm::Kernel;

/// Something that happens during a trial, told as it happens. `kernel` is its number in the
/// order in which kernels were asked for; steps of all kernels have none.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A step begins.
    Begin {
        /// On this kernel.
        kernel: Option<usize>,
        /// The step.
        step: &'a str,
    },
    /// A step is over.
    End {
        /// On this kernel.
        kernel: Option<usize>,
        /// The step.
        step: &'a Step,
    },
    /// A line of the machine.
    Line {
        /// On this kernel.
        kernel: usize,
        /// `kernel`, `guest` or `qemu`.
        source: &'static str,
        /// The line, without its end.
        line: &'a str,
    },
    /// Nothing more comes of this kernel.
    Done {
        /// This one.
        kernel: usize,
        /// All of it.
        report: &'a KernelReport,
    },
}

/// Who is told; several kernels tell at a time.
pub(super) type Listener<'a> = &'a (dyn Fn(&Event<'_>) + Sync);

/// Tries a project on its kernels.
///
/// What goes wrong in a step is a matter of the report.
///
/// # Errors
///
/// A program that is missing on this machine, and a distribution without a kernel.
pub fn run(setup: &Setup, listener: Listener<'_>) -> Result<TrialReport, Error> {
    check_machine()?;
    let wanted = wanted(setup)?;
    let mut trial = Trial {
        setup,
        listener,
        report: TrialReport {
            passed: false,
            steps: Vec::new(),
            kernels: wanted
                .iter()
                .map(|one| KernelReport::new(&one.name()))
                .collect(),
        },
    };
    trial.run(&wanted);
    let mut report = trial.report;
    let is_clean = report.bad_steps().next().is_none();
    report.passed = is_clean;
    Ok(report)
}

/// An error when a program is missing, before anything is begun that takes long. Where
/// headers lie is the compiler's business: it says itself what it does not find.
fn check_machine() -> Result<(), Error> {
    let report = doctor::examine(&Machine::this(), &[Purpose::Test]);
    let lacking: Vec<&Row> = report
        .rows
        .iter()
        .filter(|row| row.is_bad() && !row.name.ends_with("headers"))
        .collect();
    if lacking.is_empty() {
        return Ok(());
    }
    let words = lacking.iter().map(|row| {
        let found = match row.status {
            doctor::Status::TooOld => format!("{} is too old", row.found),
            _ if row.found.is_empty() => "missing".to_owned(),
            _ => row.found.clone(),
        };
        format!("{}: {found}; {}", row.name, row.reason)
    });
    Err(Error::Lacking {
        what: words.collect::<Vec<_>>().join("\n    "),
        cure: report
            .install
            .or_else(|| lacking.first().map(|row| row.cure.to_owned()))
            .unwrap_or_default(),
    })
}

struct Trial<'a> {
    setup: &'a Setup,
    listener: Listener<'a>,
    report: TrialReport,
}

impl Trial<'_> {
    fn run(&mut self, wanted: &[Wanted]) {
        let files = self.shared("sources", || {
            let count = self.setup.check_sources()?;
            Ok((count, format!("{count} files are what the trait says")))
        });
        if files.is_none() {
            return;
        }
        let kernels: Vec<Option<Kernel>> = wanted
            .iter()
            .enumerate()
            .map(|(number, one)| self.get(number, one))
            .collect();
        if kernels.iter().all(Option::is_none) {
            return;
        }
        let built = self.shared("build", || {
            let krate = loader::describe(self.setup)?;
            let loader = loader::build(&krate)?;
            let name = loader.program.file_name().unwrap_or_default();
            let name = name.to_string_lossy().into_owned();
            Ok(((loader, krate.target), name))
        });
        if let Some((loader, target)) = built {
            self.run_all(&kernels, &loader, &target);
        }
    }

    /// A step of all kernels.
    fn shared<T>(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Result<(T, String), Error>,
    ) -> Option<T> {
        let (step, made) = timed(self.listener, None, name, work);
        self.report.steps.push(step);
        made
    }

    fn get(&mut self, number: usize, wanted: &Wanted) -> Option<Kernel> {
        let (step, kernel) = timed(self.listener, Some(number), "kernel", || {
            let kernel = wanted.get(self.setup)?;
            let release = kernel.release.clone();
            Ok((kernel, release))
        });
        let report = self.report.kernels.get_mut(number)?;
        report.steps.push(step);
        report.release = kernel.as_ref().map(|kernel| kernel.release.clone());
        if kernel.is_none() {
            (self.listener)(&Event::Done {
                kernel: number,
                report,
            });
        }
        kernel
    }

    /// The rest of the steps, on as many kernels at a time as this machine has room for.
    fn run_all(&mut self, kernels: &[Option<Kernel>], loader: &Loader, target: &PathBuf) {
        let (setup, listener) = (self.setup, self.listener);
        let reports: Vec<Mutex<&mut KernelReport>> =
            self.report.kernels.iter_mut().map(Mutex::new).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let (Some(kernel), Some(report)) = (kernels.get(number), reports.get(number))
                else {
                    return;
                };
                let Some(kernel) = kernel else { continue };
                let mut report = report.lock().unwrap_or_else(PoisonError::into_inner);
                OnKernel {
                    setup,
                    number,
                    kernel,
                    loader,
                    target,
                    listener,
                }
                .run(&mut report);
                listener(&Event::Done {
                    kernel: number,
                    report: &report,
                });
            }
        };
        let workers = at_a_time(setup.memory_mb).min(kernels.len());
        thread::scope(|scope| {
            for _ in 1..workers {
                scope.spawn(work);
            }
            work();
        });
    }
}

/// Does a step and tells of it; `work` returns what it made, and that in words.
fn timed<T>(
    listener: Listener<'_>,
    kernel: Option<usize>,
    name: &str,
    work: impl FnOnce() -> Result<(T, String), Error>,
) -> (Step, Option<T>) {
    listener(&Event::Begin { kernel, step: name });
    let since = Instant::now();
    let result = work();
    let took: Duration = since.elapsed();
    let (step, made) = match result {
        Ok((made, detail)) => (Step::passed(name, took, detail), Some(made)),
        Err(error) => (Step::of_error(name, took, &error), None),
    };
    listener(&Event::End {
        kernel,
        step: &step,
    });
    (step, made)
}
