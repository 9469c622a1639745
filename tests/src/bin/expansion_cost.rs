//! What the attribute costs a user's crate: the instructions of the one rustc run that checks
//! a type of 64 ops, against those of `async_trait` on the same trait.
//!
//! Instructions, unlike times, are the same on a busy machine. They come from perf where the
//! machine counts them, else from valgrind.

use std::env;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, ExitStatus};

use anyhow::{Context as _, Result, ensure};
use structops_tests::place;

/// Where a run of this program as rustc's wrapper writes its count; none in the first run.
const LOG: &str = "STRUCTOPS_COST_LOG";

/// The crates that are measured, the plain trait first.
const CRATES: [&str; 3] = ["cost_plain", "cost_async_trait", "cost_struct_ops"];

fn main() -> ExitCode {
    let result = match env::var_os(LOG) {
        Some(log) => count(Path::new(&log)),
        None => compare(),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

/// Checks the three crates, prints the table, and fails when the attribute adds more.
fn compare() -> Result<ExitCode> {
    let root = place::scratch("expansion-cost");
    write_workspace(&root)?;
    let log = root.join("counts");
    fs::write(&log, "")?;
    let mut check = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    check
        .args(["check", "--quiet", "--workspace", "--jobs", "1"])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?)
        .env(LOG, &log);
    ensure!(check.status()?.success(), "cargo check failed");
    let counts = fs::read_to_string(&log)?;
    let [plain, async_trait, struct_ops] = CRATES.map(|name| {
        let line = counts.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|count| count.trim().parse::<u64>().ok())
            .with_context(|| format!("{name} was not measured"))
    });
    let (plain, async_trait, struct_ops) = (plain?, async_trait?, struct_ops?);
    let (theirs, ours) = (
        async_trait.saturating_sub(plain),
        struct_ops.saturating_sub(plain),
    );
    println!("{:<22}{:>16}{:>16}", "64 ops", "instructions", "added");
    println!("{:<22}{plain:>16}", "plain trait");
    println!("{:<22}{async_trait:>16}{theirs:>16}", "#[async_trait]");
    println!("{:<22}{struct_ops:>16}{ours:>16}", "#[struct_ops]");
    ensure!(
        theirs > 0,
        "async_trait added nothing: the measurement is wrong"
    );
    println!(
        "#[struct_ops] adds {}% of what #[async_trait] adds",
        ours * 100 / theirs
    );
    Ok(if ours <= theirs {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// As rustc's wrapper: `<this> rustc ARGS..`. Cargo's questions pass uncounted.
fn count(log: &Path) -> Result<ExitCode> {
    let args: Vec<String> = env::args().skip(2).collect();
    let name = args
        .windows(2)
        .find_map(|pair| (pair.first()? == "--crate-name").then(|| pair.last().cloned())?)
        .filter(|name| CRATES.contains(&name.as_str()));
    let rustc = sysroot_rustc(&env::args().nth(1).context("no rustc")?)?;
    let Some(name) = name else {
        return Ok(code(Command::new(rustc).args(args).status()?));
    };
    let out = log.with_extension(&name);
    let has_perf = Command::new("perf")
        .args(["stat", "-x,", "-e", "instructions:u", "true"])
        .output()
        .is_ok_and(|output| perf_count(&String::from_utf8_lossy(&output.stderr)).is_some());
    let mut command = if has_perf {
        let mut perf = Command::new("perf");
        perf.args(["stat", "-x,", "-e", "instructions:u", "-o"])
            .arg(&out);
        perf
    } else {
        let mut valgrind = Command::new("valgrind");
        valgrind
            .args([
                "--tool=cachegrind",
                "--cache-sim=no",
                "--cachegrind-out-file=/dev/null",
            ])
            .arg(format!("--log-file={}", out.display()));
        valgrind
    };
    let status = command
        .arg(rustc)
        .args(args)
        .status()
        .context("neither perf nor valgrind counts instructions here")?;
    let text = fs::read_to_string(&out)?;
    let counted = if has_perf {
        perf_count(&text)
    } else {
        valgrind_count(&text)
    };
    let counted = counted.with_context(|| format!("no count in {}", out.display()))?;
    let mut log = OpenOptions::new().append(true).open(log)?;
    writeln!(log, "{name} {counted}")?;
    Ok(code(status))
}

/// The compiler itself: a shim that looks for it would be counted as well.
fn sysroot_rustc(rustc: &str) -> Result<String> {
    let output = Command::new(rustc).args(["--print", "sysroot"]).output()?;
    ensure!(output.status.success(), "{rustc} does not tell its sysroot");
    let sysroot = String::from_utf8(output.stdout)?;
    Ok(format!("{}/bin/rustc", sysroot.trim()))
}

/// `1234,,instructions:u,..`.
fn perf_count(text: &str) -> Option<u64> {
    let line = text.lines().find(|line| line.contains("instructions"))?;
    line.split(',').next()?.parse().ok()
}

/// `==12== I refs: 1,234`.
fn valgrind_count(text: &str) -> Option<u64> {
    let (_, count) = text.lines().find_map(|line| line.split_once("refs:"))?;
    count.trim().replace(',', "").parse().ok()
}

fn code(status: ExitStatus) -> ExitCode {
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}

/// A workspace of its own, so that each crate is checked by one rustc run and its
/// dependencies are not counted.
fn write_workspace(root: &Path) -> Result<()> {
    let runtime = place::repository().join("runtime");
    let runtime = format!(
        "{{ path = \"{}\", default-features = false }}",
        runtime.display()
    );
    let [plain, async_trait, struct_ops] = CRATES;
    write_crate(root, plain, "", "", "")?;
    write_crate(
        root,
        async_trait,
        "async-trait = \"0.1\"",
        "use async_trait::async_trait;\n\n#[async_trait]\n",
        "async ",
    )?;
    write_crate(
        root,
        struct_ops,
        &format!("struct-ops = {runtime}"),
        // Later kernels load no program for three of 64 ops.
        "use struct_ops::prelude::*;\n\n#[struct_ops(kernel = \"6.12..7.1\")]\n",
        "",
    )?;
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {CRATES:?}\n");
    fs::write(root.join("Cargo.toml"), manifest)?;
    Ok(())
}

/// Written anew each time, so that cargo checks it again.
fn write_crate(root: &Path, name: &str, dependency: &str, head: &str, word: &str) -> Result<()> {
    let source = root.join(name).join("src");
    fs::create_dir_all(&source)?;
    let manifest = format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n"
    );
    fs::write(root.join(name).join("Cargo.toml"), manifest)?;
    let mut text = format!("#![allow(unused_variables)]\n\n{head}pub trait SixtyFourOps {{\n");
    for op in 0..64 {
        let _ = write!(
            text,
            "    {word}fn op_{op}(&self, number: u64, flags: u32) -> i32"
        );
        // Every other op has a body, as in real types.
        text.push_str(if op % 2 == 0 {
            ";\n"
        } else {
            " {\n        0\n    }\n"
        });
    }
    text.push_str("}\n");
    fs::write(source.join("lib.rs"), text)?;
    Ok(())
}
