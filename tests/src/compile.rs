//! Compilers: clang for BPF, gcc for plain C, cargo for loaders.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::place;

/// The clang versions that everything must compile with, oldest first.
pub const CLANGS: &[&str] = &["clang-14", "clang-16", "clang-19"];

/// The clang for what is compiled once.
pub const CLANG: &str = "clang-19";

/// Headers of the libbpf that the loaders are linked with.
pub fn libbpf_headers() -> &'static Path {
    Path::new(env!("LIBBPF_INCLUDE"))
}

/// Compiles a BPF program without a warning; `includes` are searched for its headers.
///
/// # Errors
///
/// The compiler's words, also when it only warned.
pub fn bpf(clang: &str, source: &Path, includes: &[&Path], object: &Path) -> Result<()> {
    bpf_for("generic", clang, source, includes, object)
}

/// As [`bpf`], for a version of the instruction set: `v1`, `v2`, `v3`; `generic` is what
/// the compiler itself would take.
///
/// # Errors
///
/// The compiler's words, also when it only warned.
pub fn bpf_for(
    cpu: &str,
    clang: &str,
    source: &Path,
    includes: &[&Path],
    object: &Path,
) -> Result<()> {
    let mut command = Command::new(clang);
    command.args([
        "-target", "bpf", "-g", "-O2", "-Wall", "-Wextra", "-Werror", "-c",
    ]);
    command.arg(format!("-mcpu={cpu}"));
    // Debian keeps <asm/types.h>, which <linux/bpf.h> wants, in a folder per architecture.
    command.args(["-isystem", "/usr/include/x86_64-linux-gnu"]);
    for folder in includes {
        command.arg("-I").arg(folder);
    }
    command
        .arg("-isystem")
        .arg(libbpf_headers())
        .arg(source)
        .arg("-o")
        .arg(object);
    run(&mut command).map(drop)
}

/// Compiles a user-space C program against the same libbpf.
///
/// # Errors
///
/// The compiler's words.
pub fn c(source: &Path, includes: &[&Path], program: &Path) -> Result<()> {
    let library = libbpf_headers().with_file_name("libbpf.a");
    let mut command = Command::new("gcc");
    command
        .args(["-O2", "-Wall", "-Wextra", "-Werror"])
        .arg(source);
    for folder in includes {
        command.arg("-I").arg(folder);
    }
    command
        .arg("-isystem")
        .arg(libbpf_headers())
        .arg(library)
        .args(["-lelf", "-lz", "-o"])
        .arg(program);
    run(&mut command).map(drop)
}

/// Writes the C skeleton of a BPF object.
///
/// # Errors
///
/// What bpftool said.
pub fn c_skeleton(object: &Path, header: &Path) -> Result<()> {
    let bpftool = if Path::new("/usr/sbin/bpftool").exists() {
        "/usr/sbin/bpftool"
    } else {
        "bpftool"
    };
    let text = run(Command::new(bpftool).args(["gen", "skeleton"]).arg(object))?;
    fs::write(header, text).with_context(|| format!("cannot write {}", header.display()))
}

/// Builds a package of the workspace and says where its program is.
///
/// # Errors
///
/// Cargo's words.
pub fn package(name: &str) -> Result<PathBuf> {
    packages(&[name])?;
    Ok(program_of(name))
}

/// Where the program of a package lies once it is built.
pub fn program_of(package: &str) -> PathBuf {
    place::target().join("debug").join(package)
}

/// Builds packages of the workspace, all in one run of cargo.
///
/// # Errors
///
/// Cargo's words.
pub fn packages(names: &[&str]) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["build", "--quiet"])
        .current_dir(place::repository());
    for name in names {
        command.args(["--package", name]);
    }
    if std::env::var_os("CLANG").is_none() {
        command.env("CLANG", CLANG);
    }
    run(&mut command).map(drop)
}

/// A copy of a program without its debug information, which is most of it.
///
/// # Errors
///
/// What objcopy said.
pub fn stripped(program: &Path, folder: &Path) -> Result<PathBuf> {
    let copy = folder.join(program.file_name().unwrap_or_default());
    let mut command = Command::new("objcopy");
    command.arg("--strip-debug").arg(program).arg(&copy);
    run(&mut command)?;
    Ok(copy)
}

/// Runs a program and returns what it wrote to stdout.
///
/// # Errors
///
/// All that it wrote, when it could not be started or did not succeed.
pub fn run(command: &mut Command) -> Result<String> {
    let program = Path::new(command.get_program())
        .file_name()
        .map(OsStr::to_owned)
        .unwrap_or_default();
    let program = program.to_string_lossy().into_owned();
    let output = command
        .output()
        .with_context(|| format!("cannot run {program}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        bail!(
            "{program} failed: {}\n{}{text}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(text)
}
