//! `test`: the project on a running kernel.

use std::path::PathBuf;
use std::time::Duration;

use structops_gen::trial::{self, Error, Kernels, Setup, TrialReport};

use super::Failure;
use super::format::{Format, print_json};
use super::progress::Progress;

/// Build the module and the loader, and run them on a kernel in a virtual machine
///
/// The steps: what is checked in is what the trait says; the kernel and its headers; the
/// loader; the module, out of tree; boot; insmod; preflight (the loader with --check);
/// the loader, which triggers once where there is a trigger file, and else must stay attached
/// until SIGTERM; the project's own checks; rmmod; the kernel log, where any warning, bug,
/// oops or report of a sanitizer fails the test. Types that the kernel has already come without
/// a module, and without the steps for it.
///
/// Time limits: 30 min for the loader's build, 10 min for a module's, 4 min to boot, 1 min
/// each for insmod, preflight, loader and rmmod, 1 min for a guest that says nothing.
///
/// Nothing is installed and no module is loaded on this machine. Exit status: 0 passed; 1 a
/// step failed; 2 something is missing here (`structops-gen doctor --for test` says what).
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The project: a folder with a Cargo.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    project: PathBuf,

    /// Series of kernels of the distribution, such as 6.12,7.2,7.3 [default: the newest of this
    /// machine's distribution]; a series that only Debian unstable has takes root and mmdebstrap
    #[arg(long, value_name = "SERIES", value_delimiter = ',', value_parser = series)]
    kernels: Vec<String>,

    /// A kernel image of your own, with --kdir
    #[arg(
        long,
        value_name = "VMLINUZ",
        requires = "kdir",
        conflicts_with = "kernels"
    )]
    kernel: Option<PathBuf>,

    /// The folder that builds modules for --kernel
    #[arg(long, value_name = "HEADERS", requires = "kernel")]
    kdir: Option<PathBuf>,

    /// Take kernels from the cache only
    #[arg(long, conflicts_with = "kernel")]
    no_fetch: bool,

    /// An own check, to run with the modules loaded, after those of `checks` in
    /// [package.metadata.structops]: a script for busybox's `sh -e`, or a program; it finds
    /// modules (.ko), programs, BPF objects and files in /guest, which is on its PATH, the
    /// modules' names in `STRUCTOPS_MODULES` and the loader in `STRUCTOPS_LOADER`
    #[arg(long, value_name = "FILE")]
    check: Vec<PathBuf>,

    /// A file for /guest in the guest, besides those of `files` in [package.metadata.structops]
    #[arg(long, value_name = "FILE")]
    file: Vec<PathBuf>,

    /// How long each own check may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,

    /// How the result is shown
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "text|json"
    )]
    format: Format,

    /// Show what kernel and guest say
    #[arg(long, short)]
    verbose: bool,

    /// What the loader is called with
    #[arg(last = true, value_name = "LOADER-ARGUMENT")]
    arguments: Vec<String>,
}

/// `6.12`: a number, a dot, a number.
fn series(text: &str) -> Result<String, String> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.trim().split_once('.') {
        Some((major, minor)) if is_number(major) && is_number(minor) => Ok(text.trim().to_owned()),
        _ => Err("a series is two numbers, such as 6.12".to_owned()),
    }
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let lacking = |error: Error| args.format.tell("test", fail(&error));
    let setup = setup(args).map_err(lacking)?;
    let progress = Progress::new(args.format, args.verbose, args.kernels.len());
    let report = trial::run(&setup, &|event| progress.take(event)).map_err(lacking)?;
    progress.finish(&report)?;
    if args.format == Format::Json {
        print_json("test", &report)?;
    }
    verdict(&report)
}

fn setup(args: &Args) -> Result<Setup, Error> {
    let mut setup = Setup::of_project(&args.project)?;
    if let (Some(image), Some(headers)) = (&args.kernel, &args.kdir) {
        setup.kernels = Kernels::Custom {
            image: image.clone(),
            headers: headers.clone(),
        };
    } else if !args.kernels.is_empty() {
        setup.kernels = Kernels::Series(args.kernels.clone());
    }
    setup.loader_arguments.clone_from(&args.arguments);
    setup.network = !args.no_fetch;
    setup.check_limit = Duration::from_secs(args.timeout);
    args.check
        .iter()
        .try_for_each(|path| setup.add_check(path))?;
    args.file.iter().try_for_each(|path| setup.add_file(path))?;
    Ok(setup)
}

fn fail(error: &Error) -> Failure {
    let text = match error {
        // A whole diagnostic.
        Error::Trait(text) => text.clone(),
        other => format!("error: {other}\n"),
    };
    if error.is_environment() {
        Failure::Environment(text)
    } else {
        Failure::Refused(text)
    }
}

fn verdict(report: &TrialReport) -> Result<(), Failure> {
    if report.passed {
        return Ok(());
    }
    let bad: Vec<String> = report
        .bad_steps()
        .map(|(kernel, step)| match kernel {
            Some(kernel) => format!("{} on {}", step.name, kernel.name()),
            None => step.name.clone(),
        })
        .collect();
    let text = format!("error: the test did not pass: {}\n", bad.join(", "));
    Err(if report.is_environment() {
        Failure::Environment(format!(
            "{text}help: `structops-gen doctor --for test` says what this machine lacks\n"
        ))
    } else {
        Failure::Refused(text)
    })
}
