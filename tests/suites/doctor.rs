//! `structops-gen doctor` on machines that are made up: folders with an os-release, a kernel's
//! files and programs that say their versions.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;
use structops_gen::doctor::{Machine, Purpose, examine};
use structops_tests::{golden, tool};

const DEBIAN: &str = "PRETTY_NAME=\"Debian\"\nID=debian\nVERSION_ID=\"12\"\n";

const RELEASE: &str = "6.12.9-made-up";

/// Programs and what they say.
const PROGRAMS: &[(&str, &str)] = &[
    ("apt-cache", ""),
    ("apt-get", ""),
    ("busybox", "BusyBox v1.35.0 (Debian) multi-call binary."),
    ("cargo", "cargo 1.88.0 (873a06493 2025-05-10)"),
    (
        "clang",
        "clang version 14.0.6\n  bpf        - BPF (host endian)",
    ),
    ("dpkg", ""),
    ("gcc", "12.2.0"),
    ("ldd", "ldd (Debian GLIBC 2.36-9) 2.36"),
    ("make", "GNU Make 4.3"),
    ("mmdebstrap", "mmdebstrap 1.3.5"),
    ("pahole", "v1.24"),
    ("pkg-config", "1.8.1"),
    (
        "qemu-system-x86_64",
        "QEMU emulator version 7.2.22 (Debian 1:7.2)",
    ),
    ("setpriv", "setpriv from util-linux 2.38.1"),
];

/// Files below the root, beside those of the kernel's headers.
const FILES: &[(&str, &str)] = &[
    ("usr/include/libelf.h", ""),
    ("usr/include/zlib.h", ""),
    ("sys/kernel/btf/vmlinux", ""),
    ("sys/kernel/btf/fuse", ""),
    ("proc/modules", "fuse 1 0 - Live 0x0\n"),
    ("proc/sys/kernel/osrelease", "6.12.9-made-up\n"),
    ("proc/sys/net/core/bpf_jit_enable", "1\n"),
    ("proc/self/status", "Name:\tx\nCapEff:\t000001ffffffffff\n"),
    ("dev/kvm", ""),
];

#[test]
fn a_machine_that_has_everything_is_well() -> Result<()> {
    let folder = whole(DEBIAN)?;
    let report = examine(&machine(folder.path()), &[]);
    assert!(report.is_well);
    golden::compare("tests/doctor/all_well.txt", &report.to_string())
}

#[test]
fn an_empty_machine_is_told_everything() -> Result<()> {
    let folder = tempfile::tempdir()?;
    write(folder.path(), "etc/os-release", DEBIAN)?;
    write(folder.path(), "proc/sys/kernel/osrelease", "6.1.0\n")?;
    let mut machine = machine(folder.path());
    machine.is_root = false;
    let report = examine(&machine, &[]);
    assert!(!report.is_well);
    golden::compare("tests/doctor/nothing_there.txt", &report.to_string())
}

#[test]
fn an_old_pahole_is_too_old_for_modules_alone() -> Result<()> {
    let folder = whole(DEBIAN)?;
    program(folder.path(), "pahole", "v1.15")?;
    let machine = machine(folder.path());
    let report = examine(&machine, &[Purpose::Module]);
    golden::compare("tests/doctor/old_pahole.txt", &report.to_string())?;
    assert!(examine(&machine, &[Purpose::Build, Purpose::Load]).is_well);
    Ok(())
}

#[test]
fn each_program_that_is_missing_fails_what_needs_it() -> Result<()> {
    for (name, _) in PROGRAMS {
        let folder = whole(DEBIAN)?;
        fs::remove_file(folder.path().join("bin").join(name))?;
        let report = examine(&machine(folder.path()), &[]);
        // Kernels of one's own are tested without apt.
        let is_bearable = ["apt-cache", "apt-get", "dpkg"].contains(name);
        assert_eq!(report.is_well, is_bearable, "{name}:\n{report}");
    }
    Ok(())
}

#[test]
fn a_clang_without_bpf_does_not_count() -> Result<()> {
    let folder = whole(DEBIAN)?;
    program(
        folder.path(),
        "clang",
        "clang version 19.1.7\n  x86-64 - 64-bit X86",
    )?;
    let report = examine(&machine(folder.path()), &[Purpose::Build]);
    assert!(
        report
            .to_string()
            .contains("clang 19.1.7 knows no target bpf"),
        "{report}"
    );
    Ok(())
}

#[test]
fn a_kernel_that_cannot_load_is_told() -> Result<()> {
    for (file, text, words) in [
        (
            "proc/sys/kernel/osrelease",
            "6.1.0-9\n",
            "too old  kernel release",
        ),
        (
            "proc/sys/net/core/bpf_jit_enable",
            "0\n",
            "missing  BPF JIT",
        ),
        (
            "proc/self/status",
            "CapEff:\t0000000000000000\n",
            "advice  capabilities",
        ),
    ] {
        let folder = whole(DEBIAN)?;
        write(folder.path(), file, text)?;
        let report = examine(&machine(folder.path()), &[Purpose::Load]).to_string();
        assert!(report.contains(words), "no '{words}' in\n{report}");
    }
    for (file, words) in [
        ("sys/kernel/btf/vmlinux", "missing  kernel BTF"),
        ("sys/kernel/btf/fuse", "missing  BTF of modules"),
    ] {
        let folder = whole(DEBIAN)?;
        fs::remove_file(folder.path().join(file))?;
        let report = examine(&machine(folder.path()), &[Purpose::Load]).to_string();
        assert!(report.contains(words), "no '{words}' in\n{report}");
    }
    Ok(())
}

#[test]
fn each_distribution_has_its_line() -> Result<()> {
    for (os_release, line) in [
        (
            "ID=ubuntu\nID_LIKE=debian\n",
            "apt-get install --no-install-recommends pahole qemu-system-x86",
        ),
        (
            "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n",
            "dnf install dwarves qemu-system-x86-core",
        ),
        ("ID=arch\n", "pacman -S --needed pahole qemu-system-x86"),
        (
            "ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\n",
            "zypper install dwarves qemu-x86",
        ),
    ] {
        let folder = whole(os_release)?;
        for name in ["pahole", "qemu-system-x86_64"] {
            fs::remove_file(folder.path().join("bin").join(name))?;
        }
        let report = examine(&machine(folder.path()), &[Purpose::Test]);
        let install = report.install.clone().context("no line")?;
        assert_eq!(install, format!("sudo {line}"));
        let is_marked = report
            .to_string()
            .contains("(these package names are untried)");
        assert_eq!(is_marked, !os_release.contains("debian"), "{report}");
    }
    let folder = whole("ID=plan9\n")?;
    fs::remove_file(folder.path().join("bin/pahole"))?;
    let report = examine(&machine(folder.path()), &[]);
    assert!(report.install.is_none() && !report.to_string().contains("all is well"));
    Ok(())
}

/// The command itself, on this machine, whatever that has.
#[test]
fn the_command_says_the_same_as_json() -> Result<()> {
    let output = Command::new(tool::program()?)
        .args(["doctor", "--for", "generate,build", "--format", "json"])
        .env("CLANG", "clang-that-is-not-there")
        .output()?;
    assert_eq!(output.status.code(), Some(1));
    let result: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(result["schema"], 1);
    assert_eq!(result["is_well"], false);
    let rows = result["rows"].as_array().context("no rows")?;
    let clang = rows
        .iter()
        .find(|row| row["name"] == "clang")
        .context("no clang")?;
    assert_eq!(clang["status"], "missing");
    assert_eq!(clang["needed_by"][0], "build");
    assert!(rows.iter().all(|row| row["name"] != "QEMU"));

    let generate = Command::new(tool::program()?)
        .args(["doctor", "--for", "generate"])
        .output()?;
    assert_eq!(generate.status.code(), Some(0));
    let usage = Command::new(tool::program()?)
        .args(["doctor", "--for", "coffee"])
        .output()?;
    assert_eq!(usage.status.code(), Some(2));
    Ok(())
}

/// A machine with all of it.
fn whole(os_release: &str) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    write(root, "etc/os-release", os_release)?;
    for (file, text) in FILES {
        write(root, file, text)?;
    }
    for file in ["Makefile", "vmlinux"] {
        write(root, &format!("lib/modules/{RELEASE}/build/{file}"), "")?;
    }
    for (name, text) in PROGRAMS {
        program(root, name, text)?;
    }
    Ok(folder)
}

fn machine(root: &Path) -> Machine {
    Machine {
        root: root.to_owned(),
        path: vec![root.join("bin")],
        clang: "clang".to_owned(),
        is_root: true,
    }
}

fn program(root: &Path, name: &str, says: &str) -> Result<()> {
    let file = format!("bin/{name}");
    write(
        root,
        &file,
        &format!("#!/bin/sh\ncat <<'END'\n{says}\nEND\n"),
    )?;
    let path = root.join(file);
    Ok(fs::set_permissions(
        path,
        fs::Permissions::from_mode(0o755),
    )?)
}

fn write(root: &Path, file: &str, text: &str) -> Result<()> {
    let path = root.join(file);
    fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
    Ok(fs::write(path, text)?)
}
