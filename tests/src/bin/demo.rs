//! The reference type from its trait to a running kernel, step by step.

use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use structops_gen::vm::{Boot, Event, GuestFile, Options, Scenario, boot, build};
use structops_gen::{plan, write};
use structops_tests::{compile, examples, kernels, place};

/// What the kernel must log, in this order.
const LOGGED: &[&str] = &[
    "bpf_testmod loaded with struct_ops support",
    "bpf_testmod_ops registered",
    "Calling struct_ops callbacks:",
    "test_1() returned: 42",
    "test_2(10, 20) returned: 30",
    "test_3() called with buffer",
    "bpf_testmod_ops unregistered",
    "bpf_testmod unloaded",
];

/// What the BPF program must print, in this order.
const TRACED: &[&str] = &[
    "BPF test_1 called!",
    "BPF test_2 called: 10 + 20 = 30",
    "BPF test_3 called with buffer length 21",
    "Buffer content: 'Hell'",
    "Full buffer: Hello from userspace!",
];

const SCRIPT: &str = "\
insmod /guest/bpf_testmod.ko
bpf-testmod --message 'Hello from userspace!'
grep -v '^#' /sys/kernel/tracing/trace
for try in 1 2 3 4 5; do rmmod bpf_testmod && break; sleep 1; done
";

fn main() -> ExitCode {
    match demonstrate() {
        Ok(last) => {
            println!("{last}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn demonstrate() -> Result<String> {
    let started = Instant::now();
    let example = examples::all()?
        .into_iter()
        .find(|example| example.name == "bpf-testmod")
        .context("example-ops/bpf-testmod is missing")?;

    let step = Step::begin("fetching a kernel and its headers");
    let series = kernels::wanted()?;
    let kernel = series
        .first()
        .context("STRUCTOPS_KERNELS names no kernel")?;
    step.done(&kernel.release);

    let step = Step::begin("generating from example-ops/bpf-testmod/src/ops.rs");
    let entries = example.plan()?;
    if let Some(conflict) = plan::conflicts(&entries).first() {
        bail!(
            "{} was edited by hand; undo that first",
            conflict.path.display()
        );
    }
    write::write(&entries)?;
    step.done(&format!("{} files", entries.len()));

    let step = Step::begin("building the kernel module");
    let out = place::scratch("demo").join(&kernel.release);
    let ko = build::module(kernel, &example.folders()?.kmod, &out, &Options::default())?.ko;
    step.done("bpf_testmod.ko");

    let step = Step::begin("building BPF program and loader");
    let loader = compile::package(&example.name)?;
    step.done("bpf-testmod");

    let step = Step::begin("booting the kernel in a virtual machine");
    let mut machine = Boot::new(kernel.clone());
    machine.files = ko.iter().map(GuestFile::data).collect();
    machine.files.push(GuestFile::program(loader));
    machine.scenarios.push(Scenario::new("demo", SCRIPT));
    let mut inside = false;
    let report = boot::run(&machine, &mut |event| match event {
        Event::ScenarioStarted { .. } => inside = true,
        Event::ScenarioEnded(_) => inside = false,
        Event::Kernel(line) if inside => step.line("kernel", line),
        Event::Output { line, .. } => step.line("guest ", line),
        _ => {}
    })?;
    step.done("all said");

    let run = report
        .scenario("demo")
        .context("the scenario did not run")?;
    check_order("the kernel log", &run.kernel_log, LOGGED)?;
    check_order("the trace", &run.output, TRACED)?;
    if !report.passed() {
        bail!("{}: {:?} {:?}", run.status, run.notes, report.alarms);
    }
    Ok(format!(
        "It works: trait, module, BPF program and loader of bpf_testmod_ops fit on Linux {} ({:.0?}).",
        kernel.release,
        started.elapsed()
    ))
}

fn check_order(name: &str, text: &str, wanted: &[&str]) -> Result<()> {
    let mut lines = text.lines();
    for words in wanted {
        if !lines.any(|line| line.contains(words)) {
            bail!("{name} lacks '{words}' where it should be:\n{text}");
        }
    }
    Ok(())
}

/// A step of the work: a moving line on a terminal, a plain one in a pipe.
struct Step {
    title: &'static str,
    bar: ProgressBar,
    started: Instant,
}

impl Step {
    fn begin(title: &'static str) -> Self {
        if !std::io::stdout().is_terminal() {
            println!("{title} …");
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} … {elapsed}") {
            bar.set_style(style);
        }
        bar.set_message(title);
        bar.enable_steady_tick(Duration::from_millis(120));
        Self {
            title,
            bar,
            started: Instant::now(),
        }
    }

    /// A line of somebody else, above the moving one.
    fn line(&self, source: &str, text: &str) {
        self.bar.suspend(|| println!("    {source}  {text}"));
    }

    fn done(self, what: &str) {
        self.bar.finish_and_clear();
        let elapsed = self.started.elapsed();
        if std::io::stdout().is_terminal() {
            println!("{} … {what} ({elapsed:.1?})", self.title);
        } else {
            println!("    {what} ({elapsed:.1?})");
        }
    }
}
