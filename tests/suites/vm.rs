//! The virtual machine: every case on every kernel of the run, one boot per kernel.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};
use libtest_mimic::{Arguments, Conclusion, Failed, Trial};
use structops_gen::vm::{
    Boot, Event, GuestFile, Kernel, Options, Report, ScenarioReport, boot, build,
};
use structops_tests::{case, compile, examples, kernels, place};

fn main() -> ExitCode {
    match run_all() {
        Ok(conclusion) => conclusion.exit_code(),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run_all() -> Result<Conclusion> {
    let args = Arguments::from_args();
    if args.list {
        // The cases are known only after a boot; a listing must not take one.
        return Ok(libtest_mimic::run(&args, Vec::new()));
    }
    let mut trials = Vec::new();
    for kernel in kernels::wanted()? {
        let report = run(&kernel, args.filter.as_deref())?;
        trials.extend(
            report
                .scenarios
                .iter()
                .map(|scenario| trial(&kernel, scenario)),
        );
        trials.push(quiet(&kernel, &report));
    }
    Ok(libtest_mimic::run(&args, trials))
}

/// Runs the cases whose names contain the filter; a boot is too long for the others.
fn run(kernel: &Kernel, filter: Option<&str>) -> Result<Report> {
    let mut machine = Boot::new(kernel.clone());
    machine.scenarios = case::scenarios(kernel, filter)?;
    machine.files = common_files(kernel)?;
    let report = boot::run(&machine, &mut |event| {
        if let Event::Stage(text) = event {
            eprintln!("{text}");
        }
    })?;
    eprintln!(
        "{}: up after {:.1?}, {:.1?} in all",
        kernel.release, report.boot_time, report.total_time
    );
    Ok(report)
}

/// What every case finds in `/guest`: modules, loaders, and the examples' programs as
/// each clang compiles them.
fn common_files(kernel: &Kernel) -> Result<Vec<GuestFile>> {
    let out = place::scratch("vm").join(&kernel.release);
    let programs = out.join("programs");
    std::fs::create_dir_all(&programs)?;
    let tools = ["/usr/bin/nice", "/usr/bin/setpriv"];
    let mut files: Vec<GuestFile> = tools.into_iter().map(GuestFile::program).collect();
    for program in loaders()? {
        files.push(GuestFile::program(compile::stripped(&program, &programs)?));
    }
    for example in examples::all()? {
        if !example.has_module()? {
            continue;
        }
        let folders = example.folders()?;
        let options = Options::default();
        for ko in build::module(
            kernel,
            &folders.kmod,
            &out.join("kmod").join(&example.name),
            &options,
        )?
        .ko
        {
            files.push(GuestFile::data(without_btf(&ko)?));
            files.push(GuestFile::data(ko));
        }
        if example.name == "bpf-testmod" {
            files.extend(objects(&example.name, &folders.bpf, &out)?);
        }
    }
    for project in examples::golden()? {
        let package = format!("golden-{}", project.name);
        files.extend(objects(&package, &project.folders()?.bpf, &out)?);
    }
    Ok(files)
}

/// The programs of examples and golden projects, the loader for any object, and the tool.
fn loaders() -> Result<Vec<PathBuf>> {
    let mut names: Vec<String> = examples::all()?
        .into_iter()
        .map(|example| example.name)
        .collect();
    let golden = examples::golden()?;
    names.extend(
        golden
            .iter()
            .map(|project| format!("golden-{}", project.name)),
    );
    names.push("structops-gen".to_owned());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    compile::packages(&names)?;
    let mut programs: Vec<PathBuf> = names.into_iter().map(compile::program_of).collect();
    programs.push(env!("CARGO_BIN_EXE_instance").into());
    programs.push(env!("CARGO_BIN_EXE_runtime").into());
    programs.push(env!("CARGO_BIN_EXE_loader").into());
    programs.push(env!("CARGO_BIN_EXE_steps").into());
    programs.push(env!("CARGO_BIN_EXE_churn").into());
    programs.push(env!("CARGO_BIN_EXE_crosswise").into());
    programs.push(env!("CARGO_BIN_EXE_pointer").into());
    Ok(programs)
}

/// The programs of a folder, from every clang and for every version of the instruction
/// set that they all know.
fn objects(package: &str, folder: &Path, out: &Path) -> Result<Vec<GuestFile>> {
    let mut files = Vec::new();
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for source in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if !source.to_string_lossy().ends_with(".bpf.c") {
            continue;
        }
        for clang in compile::CLANGS {
            for cpu in ["v1", "v2", "v3"] {
                let name = format!("{package}.{clang}.{cpu}.bpf.o");
                let object = out.join(&name);
                compile::bpf_for(cpu, clang, &source, &[folder], &object)?;
                files.push(GuestFile::data(object).named(format!("clang/{name}")));
            }
        }
    }
    Ok(files)
}

fn without_btf(ko: &Path) -> Result<PathBuf> {
    let stem = ko.file_stem().unwrap_or_default().to_string_lossy();
    let stripped = ko.with_file_name(format!("{stem}_without_btf.ko"));
    let mut command = Command::new("objcopy");
    command
        .args(["--remove-section", ".BTF", "--remove-section", ".BTF.base"])
        .arg(ko)
        .arg(&stripped);
    compile::run(&mut command)?;
    Ok(stripped)
}

fn trial(kernel: &Kernel, scenario: &ScenarioReport) -> Trial {
    let name = format!("{}::{}", kernel.release, scenario.name);
    let scenario = scenario.clone();
    Trial::test(name, move || {
        if scenario.passed() {
            return Ok(());
        }
        let mut text = format!(
            "{}\n--- output\n{}\n--- kernel log\n{}",
            scenario.status, scenario.output, scenario.kernel_log
        );
        for note in &scenario.notes {
            let _ = write!(text, "\nnote: {note}");
        }
        Err(Failed::from(text))
    })
}

/// The kernel itself has nothing to complain about, in any case or between them.
fn quiet(kernel: &Kernel, report: &Report) -> Trial {
    let alarms: Vec<String> = report.alarms.iter().map(ToString::to_string).collect();
    Trial::test(
        format!("{}::no_warning_bug_or_oops", kernel.release),
        move || {
            if alarms.is_empty() {
                Ok(())
            } else {
                Err(Failed::from(alarms.join("\n")))
            }
        },
    )
}
