//! The generated modules as kernel maintainers look at them.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use structops_gen::vm::{Kernel, Options, build};
use structops_tests::examples::Example;
use structops_tests::{compile, examples, kernels, place};

#[test]
fn modules_build_without_a_warning_and_sparse_is_silent() -> Result<()> {
    for kernel in kernels::wanted()? {
        for example in subjects()? {
            let out = place::scratch("strict")
                .join(&kernel.release)
                .join(&example.name);
            let options = Options {
                warnings: true,
                sparse: true,
                ..Options::default()
            };
            let built = build::module(&kernel, &example.folders()?.kmod, &out, &options)?;
            let warnings: Vec<&str> = built.warnings().collect();
            assert!(
                warnings.is_empty(),
                "{}: {}",
                example.name,
                warnings.join("\n")
            );
            assert!(
                built.log.contains("  CHECK "),
                "sparse did not run:\n{}",
                built.log
            );
        }
    }
    Ok(())
}

#[test]
fn checkpatch_strict_is_silent() -> Result<()> {
    let folder = place::cache().join("checkpatch");
    let setup = place::repository().join("tests/setup/checkpatch.sh");
    compile::run(Command::new(setup).arg(&folder))?;
    for example in subjects()? {
        let kmod = example.folders()?.kmod;
        let mut command = Command::new("perl");
        command.arg(folder.join("checkpatch.pl")).args([
            "--no-tree",
            "--strict",
            "--show-types",
            "-f",
        ]);
        let files = files(&kmod)?;
        let said = compile::run(command.args(&files))?;
        let silent = said
            .matches("total: 0 errors, 0 warnings, 0 checks")
            .count();
        assert_eq!(silent, files.len(), "{}: {said}", example.name);
    }
    Ok(())
}

/// Headers without a vmlinux give a module without BTF, which the kernel would load
/// silently: `make` must fail and say what to do. All modules have one Makefile but for
/// the name, so that one shows it.
#[test]
fn make_fails_with_the_cure_when_the_module_has_no_btf() -> Result<()> {
    let kernel = host_kernel()?;
    let example = any_example()?;
    let headers = headers_without_vmlinux(&kernel)?;
    let Err(error) = make(&example.folders()?.kmod, headers.path()) else {
        panic!("{}: make succeeded", example.name);
    };
    let said = error.to_string();
    assert!(
        said.contains("would load it without its struct_ops types"),
        "{said}"
    );
    assert!(said.contains("cp /sys/kernel/btf/vmlinux"), "{said}");
    Ok(())
}

/// The cure that the Makefile prints: the running kernel's raw BTF as vmlinux is enough.
#[test]
fn the_cure_of_the_makefile_works() -> Result<()> {
    let kernel = host_kernel()?;
    let example = any_example()?;
    let headers = headers_without_vmlinux(&kernel)?;
    let dump = format!(
        "--dump-section=.BTF={}",
        headers.path().join("vmlinux").display()
    );
    let vmlinux = kernel.headers.join("vmlinux");
    compile::run(
        Command::new("objcopy")
            .arg(dump)
            .arg(vmlinux)
            .arg("/dev/null"),
    )?;
    make(&example.folders()?.kmod, headers.path())
}

/// A header folder beside the kernel's own, since that refers to its neighbours.
fn headers_without_vmlinux(kernel: &Kernel) -> Result<tempfile::TempDir> {
    let parent = kernel
        .headers
        .parent()
        .context("the headers lie in a folder")?;
    let folder = tempfile::tempdir_in(parent)?;
    for entry in fs::read_dir(&kernel.headers)?.filter_map(Result::ok) {
        if entry.file_name() != "vmlinux" {
            symlink(entry.path(), folder.path().join(entry.file_name()))?;
        }
    }
    Ok(folder)
}

/// Runs a plain `make` as a user would, in a copy of the folder.
fn make(kmod: &Path, headers: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    for file in files(kmod)? {
        fs::copy(
            &file,
            folder.path().join(file.file_name().unwrap_or_default()),
        )?;
    }
    let kdir = format!("KDIR={}", headers.display());
    compile::run(Command::new("make").arg(kdir).current_dir(folder.path())).map(drop)
}

/// Whose modules are looked at: the examples' and the samples'.
fn subjects() -> Result<Vec<Example>> {
    let mut subjects = examples::all()?;
    subjects.extend(examples::samples()?);
    // Types that exist already have none.
    subjects.retain(|example| example.has_module().unwrap_or(true));
    Ok(subjects)
}

fn any_example() -> Result<Example> {
    let first = examples::all()?.into_iter().next();
    first.context("there is an example")
}

fn host_kernel() -> Result<Kernel> {
    kernels::wanted()?
        .into_iter()
        .find(|kernel| kernel.root.is_none())
        .context("no kernel is built on this machine")
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_some_and(|name| name != ".gitignore"))
        .collect();
    found.sort();
    Ok(found)
}
