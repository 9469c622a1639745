//! `structops-gen test`: what it shows of a project that is right and of those that are not,
//! and that it leaves nothing behind.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context as _, Result};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use structops_tests::trial::{Project, command, said};
use structops_tests::{compile, kernels, place, tool};

#[test]
fn the_reference_type_passes_step_by_step() -> Result<()> {
    let example = place::repository().join("example-ops/bpf-testmod");
    let module = place::repository().join("kmod-out/bpf_testmod");
    let folder = tempfile::tempdir()?;
    let check = folder.path().join("own.sh");
    fs::write(
        &check,
        "test \"$STRUCTOPS_MODULES\" = bpf_testmod\n\"$STRUCTOPS_LOADER\" --message hello\n\
         test -s /guest/bpf_testmod_ops.bpf.o\ngrep -q bpf_testmod /proc/modules\ncat /guest/note\n",
    )?;
    let note = folder.path().join("note");
    fs::write(&note, "taken along\n")?;
    let before = files(&module)?;
    let mut run = command(&example)?;
    run.args(["--format", "json"]);
    run.arg("--check").arg(&check).arg("--file").arg(&note);
    let output = run.output()?;
    let errors = String::from_utf8_lossy(&output.stderr);
    let result: Value = serde_json::from_slice(&output.stdout).context(errors.into_owned())?;
    assert_eq!(output.status.code(), Some(0), "{result:#}");
    assert_eq!(result["schema"], 1);
    assert_eq!(result["command"], "test");
    assert_eq!(result["passed"], true);
    assert_eq!(names(&result["steps"]), ["sources", "build"]);
    let kernel = &result["kernels"][0];
    assert_eq!(
        names(&kernel["steps"]),
        [
            "kernel",
            "module",
            "boot",
            "insmod",
            "preflight",
            "loader",
            "check own.sh",
            "rmmod",
            "log"
        ]
    );
    let steps = kernel["steps"].as_array().context("steps")?;
    for step in steps {
        assert_eq!(step["status"], "passed", "{step:#}");
        assert!(step["seconds"].as_f64().is_some(), "{step:#}");
    }
    let output_of = |name: &str| {
        let found = steps.iter().find(|step| step["name"] == name);
        found.and_then(|step| step["output"].as_str()).unwrap_or("")
    };
    assert!(output_of("preflight").contains("Trait, object and kernel fit."));
    assert!(!output_of("preflight").contains("attached"));
    assert!(output_of("loader").contains("Triggered struct_ops."));
    assert!(output_of("check own.sh").contains("taken along"));
    assert_eq!(kernel["alarms"].as_array().map(Vec::len), Some(0));
    assert!(kernel.get("kernel_log").is_none());
    assert_eq!(files(&module)?, before, "the sources were touched");
    Ok(())
}

/// A module that warns, a check that fails and one that passes: all of it is told.
#[test]
fn a_warning_of_the_kernel_and_a_failing_check_are_red() -> Result<()> {
    let project = Project::new()?;
    project.replace(
        "kmod/session_main.c",
        "\tint err = session_structops_register();\n",
        "\tint err = session_structops_register();\n\n\tWARN(true, \"provoked on purpose\\n\");\n",
    )?;
    fs::create_dir(project.path("vm"))?;
    fs::write(
        project.path("vm/bad.sh"),
        "echo about to fail\nfalse\necho never\n",
    )?;
    fs::write(project.path("vm/good.sh"), "#!/bin/sh\nuname -r\n")?;
    let manifest = fs::read_to_string(project.path("Cargo.toml"))?;
    fs::write(
        project.path("Cargo.toml"),
        format!(
            "{manifest}\n[package.metadata.structops]\nchecks = [\"vm/bad.sh\", \"vm/good.sh\"]\n"
        ),
    )?;
    let (status, text) = said(&mut command(&project.path(""))?)?;
    assert_eq!(status, Some(1), "{text}");
    for line in [
        "       ok  insmod",
        "       ok  preflight",
        "       ok  loader",
        "   FAILED  check bad.sh: status 1",
        "    about to fail",
        "       ok  check good.sh",
        "       ok  rmmod",
        "   FAILED  log: ",
        "provoked on purpose",
        "end of the kernel log:",
        "error: the test did not pass: check bad.sh on ",
    ] {
        assert!(text.contains(line), "no '{line}' in\n{text}");
    }
    assert!(
        !text.contains("never") && !text.contains("passed on linux"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "colours in a pipe:\n{text}");
    Ok(())
}

#[test]
fn a_check_that_hangs_is_ended_and_a_loader_without_check_goes_on() -> Result<()> {
    let project = Project::new()?;
    project.replace("src/main.rs", "check: bool,", "look: bool,")?;
    project.replace("src/main.rs", "args.check", "args.look")?;
    fs::write(project.path("hang.sh"), "echo waiting\nsleep 1000\n")?;
    let mut run = command(&project.path(""))?;
    run.args(["--check", "hang.sh", "--timeout", "3"]);
    let (status, text) = said(&mut run)?;
    assert_eq!(status, Some(1), "{text}");
    for line in [
        "  skipped  preflight: the loader knows no --check",
        "       ok  loader",
        "   FAILED  check hang.sh: its time limit ran out",
        "    waiting",
        "  not run  rmmod",
    ] {
        assert!(text.contains(line), "no '{line}' in\n{text}");
    }
    Ok(())
}

#[test]
fn what_kills_the_tool_ends_its_machine() -> Result<()> {
    let example = place::repository().join("example-ops/bpf-testmod");
    for signal in [Signal::INT, Signal::TERM, Signal::KILL] {
        let temporary = tempfile::tempdir()?;
        let mut tool = command(&example)?
            .arg("--verbose")
            .env("TMPDIR", temporary.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let lines = BufReader::new(tool.stdout.take().context("no pipe")?).lines();
        let booting = lines
            .map_while(Result::ok)
            .find(|line| line.contains("booting linux"));
        assert!(booting.is_some(), "it never booted");
        let machine = wait_for(|| machine_of(tool.id())).context("there is no QEMU")?;
        kill_process(Pid::from_child(&tool), signal)?;
        tool.wait()?;
        let is_gone = || (!Path::new(&format!("/proc/{machine}")).exists()).then_some(());
        wait_for(is_gone).with_context(|| format!("QEMU outlived {signal:?}"))?;
        let left = fs::read_dir(temporary.path())?.count();
        assert_eq!(left, 0, "{signal:?} left files behind");
    }
    Ok(())
}

#[test]
fn kernels_that_cannot_be_used_are_told() -> Result<()> {
    let kernel = kernels::wanted()?.into_iter().next().context("no kernel")?;
    let folder = tempfile::tempdir()?;
    let example = place::repository().join("example-ops/bpf-testmod");
    let text = folder.path().join("text");
    fs::write(&text, "no kernel\n")?;
    let empty = folder.path().join("empty");
    fs::create_dir(&empty)?;
    let without_btf = headers(folder.path(), "without-btf", &kernel.release)?;
    let of_another = headers(folder.path(), "another", "6.12.0-another")?;
    let (image, good) = (&kernel.image, &kernel.headers);
    for (image, headers, status, words) in [
        (
            &folder.path().join("nowhere"),
            good,
            2,
            "there is no kernel image at",
        ),
        (&text, good, 2, "is no kernel image"),
        (image, &empty, 2, "it has no Makefile"),
        (image, &of_another, 2, "name the two of the same kernel"),
        (
            image,
            &without_btf,
            2,
            "has no vmlinux, so modules built there have no BTF",
        ),
    ] {
        let mut run = command(&example)?;
        run.arg("--kernel").arg(image).arg("--kdir").arg(headers);
        let (found, text) = said(&mut run)?;
        assert_eq!(found, Some(status), "{text}");
        assert!(text.contains(words), "no '{words}' in\n{text}");
        assert!(text.contains("BLOCKED  kernel"), "{text}");
    }
    Ok(())
}

/// The header is a kernel's, and all the rest of it is not.
#[test]
fn a_kernel_that_does_not_boot_is_told() -> Result<()> {
    let kernel = kernels::wanted()?.into_iter().next().context("no kernel")?;
    let folder = tempfile::tempdir()?;
    let mut bytes = fs::read(&kernel.image)?;
    let head = 0x1_0400.min(bytes.len());
    bytes[head..].fill(0);
    let image = folder.path().join("vmlinuz");
    fs::write(&image, bytes)?;
    let mut run = command(&place::repository().join("example-ops/bpf-testmod"))?;
    run.arg("--kernel").arg(&image);
    run.arg("--kdir").arg(&kernel.headers);
    let (status, text) = said(&mut run)?;
    assert_eq!(status, Some(1), "{text}");
    assert!(text.contains("FAILED  boot"), "{text}");
    assert!(text.contains("did not reach user space"), "{text}");
    Ok(())
}

#[test]
fn a_project_that_is_not_whole_is_told() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (status, text) = said(&mut command(folder.path())?)?;
    assert_eq!(status, Some(2), "{text}");
    assert!(text.contains("there is no Cargo.toml"), "{text}");

    fs::write(
        folder.path().join("Cargo.toml"),
        "[package]\nname = \"x\"\n",
    )?;
    let (status, text) = said(&mut command(folder.path())?)?;
    assert_eq!(status, Some(1), "{text}");
    assert!(
        text.contains("error[SO0001]") && text.contains("src/ops.rs"),
        "{text}"
    );

    let project = Project::new()?;
    fs::write(project.path("check.py"), "#!/usr/bin/env python3\n")?;
    for (check, words) in [
        ("nowhere.sh", "there is no own check at nowhere.sh"),
        ("check.py", "the guest has no python3"),
    ] {
        let (status, text) = said(command(&project.path(""))?.args(["--check", check]))?;
        assert_eq!(status, Some(2), "{text}");
        assert!(text.contains(words), "{text}");
    }
    project.replace(
        "src/ops.rs",
        "fn work(&self) -> i32",
        "fn work(&self) -> i64",
    )?;
    let (status, text) = said(&mut command(&project.path(""))?)?;
    assert_eq!(status, Some(1), "{text}");
    assert!(
        text.contains("    stale  ") && text.contains("run `structops-gen generate`"),
        "{text}"
    );
    Ok(())
}

#[test]
fn a_module_and_a_loader_that_do_not_compile_show_the_compilers_words() -> Result<()> {
    let project = Project::new()?;
    project.replace(
        "kmod/session_main.c",
        "\tint err = session_structops_register();\n",
        "\tint err = session_structops_registre();\n",
    )?;
    let (status, text) = said(&mut command(&project.path(""))?)?;
    assert_eq!(status, Some(1), "{text}");
    assert!(text.contains("FAILED  module"), "{text}");
    assert!(text.contains("session_structops_registre"), "{text}");

    project.replace(
        "src/main.rs",
        "struct_ops::load(open)?",
        "struct_ops::lode(open)?",
    )?;
    let (status, text) = said(&mut command(&project.path(""))?)?;
    assert_eq!(status, Some(1), "{text}");
    assert!(
        text.contains("FAILED  build") && text.contains("lode"),
        "{text}"
    );
    Ok(())
}

/// Programs are hidden in a mount namespace of the test's own.
#[test]
fn programs_that_are_missing_or_too_old_are_told() -> Result<()> {
    let example = place::repository().join("example-ops/bpf-testmod");
    let folder = tempfile::tempdir()?;
    let old = folder.path().join("pahole");
    fs::write(&old, "#!/bin/sh\necho v1.15\n")?;
    compile::run(Command::new("chmod").arg("755").arg(&old))?;
    let old = old.display();
    let hidden = |program: &str| format!("mount --bind /dev/null $(command -v {program})");
    for (prepare, words) in [
        (
            hidden("qemu-system-x86_64"),
            "QEMU: missing; runs the kernel",
        ),
        (hidden("busybox"), "busybox: missing"),
        (hidden("pahole"), "pahole: missing"),
        (
            format!("mount --bind {old} $(command -v pahole)"),
            "pahole: 1.15 is too old",
        ),
        (
            "export CLANG=clang-that-is-not-there".to_owned(),
            "clang: missing",
        ),
        (
            "unset CARGO; export PATH=/usr/bin:/bin:/usr/sbin:/sbin".to_owned(),
            "cargo: missing",
        ),
    ] {
        let tool = tool::program()?;
        let script = format!("{prepare} || exit 99; exec {} test", tool.display());
        let mut run = Command::new("unshare");
        run.args(["--mount", "sh", "-c", &script])
            .current_dir(&example);
        if std::env::var_os("CLANG").is_none() {
            run.env("CLANG", compile::CLANG);
        }
        let (status, text) = said(&mut run)?;
        assert_eq!(status, Some(2), "{prepare}: {text}");
        assert!(text.contains(words), "no '{words}' in\n{text}");
    }
    Ok(())
}

/// Headers of that release, in which nothing can be built.
fn headers(folder: &Path, name: &str, release: &str) -> Result<PathBuf> {
    let headers = folder.join(name);
    fs::create_dir_all(headers.join("include/config"))?;
    fs::write(headers.join("Makefile"), "")?;
    fs::write(headers.join("include/config/kernel.release"), release)?;
    Ok(headers)
}

fn names(steps: &Value) -> Vec<&str> {
    let steps = steps.as_array().map(Vec::as_slice).unwrap_or_default();
    steps
        .iter()
        .filter_map(|step| step["name"].as_str())
        .collect()
}

/// Every file of a folder, and when it was written.
fn files(folder: &Path) -> Result<Vec<(PathBuf, SystemTime)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        found.push((entry.path(), entry.metadata()?.modified()?));
    }
    found.sort();
    Ok(found)
}

/// The QEMU that a process started.
fn machine_of(parent: u32) -> Option<u32> {
    let entries = fs::read_dir("/proc").ok()?;
    let mut ids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    ids.find(|id: &u32| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let Some((before, after)) = stat.rsplit_once(") ") else {
            return false;
        };
        let is_child = after.split(' ').nth(1) == Some(&parent.to_string());
        is_child && before.contains("(qemu-system")
    })
}

fn wait_for<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(20) {
        if let Some(found) = look() {
            return Some(found);
        }
        thread::sleep(Duration::from_millis(50));
    }
    None
}
