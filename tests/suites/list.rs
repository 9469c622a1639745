//! `structops-gen list` and `layout` on kernels, modules and whatever else is in a file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use structops_gen::vm::{Kernel, Options, build};
use structops_tests::{examples, golden, kernels, place, tool};

/// The kernel whose types the goldens are of.
const SERIES: &str = "6.12.";

/// That kernel, where the run is for it: the goldens are of nothing else.
fn kernel() -> Result<Option<Kernel>> {
    let wanted = kernels::wanted()?.into_iter();
    let mut of_series = wanted.filter(|kernel| kernel.release.starts_with(SERIES));
    Ok(of_series.next())
}

/// The module of an example that has data members, and a folder with it and its vmlinux.
fn folder(kernel: &Kernel) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    fs::copy(policies(kernel)?, folder.path().join("policies.ko"))?;
    std::os::unix::fs::symlink(
        kernel.headers.join("vmlinux"),
        folder.path().join("vmlinux"),
    )?;
    Ok(folder)
}

/// Built once: the tests run side by side, and would write into one folder.
fn policies(kernel: &Kernel) -> Result<PathBuf> {
    static BUILT: Mutex<Option<PathBuf>> = Mutex::new(None);
    let mut known = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(ko) = &*known {
        return Ok(ko.clone());
    }
    let mut all = examples::all()?.into_iter();
    let example = all.find(|example| example.name == "named-policies");
    let example = example.context("no such example")?;
    let out = place::scratch("list").join(&kernel.release);
    let kmod = example.folders()?.kmod;
    let built = build::module(kernel, &kmod, &out, &Options::default())?;
    let ko = built.ko.into_iter().next().context("no module")?;
    Ok(known.insert(ko).clone())
}

#[test]
fn types_are_the_golden_ones() -> Result<()> {
    let Some(kernel) = kernel()? else {
        return Ok(());
    };
    let folder = folder(&kernel)?;
    let files = [
        "--btf",
        "vmlinux",
        "--btf",
        "policies.ko",
        "--base",
        "vmlinux",
    ];
    for (name, args) in [
        ("list", &["list"][..]),
        ("list_verbose", &["list", "policy_ops"]),
        ("layout_of_kernel", &["layout", "tcp_congestion_ops"]),
        ("layout_of_module", &["layout", "policy_ops"]),
    ] {
        let said = tool::said(folder.path(), &[args, &files].concat())?;
        let long = said.lines().find(|line| line.chars().count() > 80);
        ensure!(long.is_none(), "{long:?}");
        golden::compare(&format!("tests/list/{name}.txt"), &said)?;
    }
    Ok(())
}

/// Types that 6.12 lacks, and one that is there in both.
#[test]
fn types_of_the_newest_kernel_are_the_golden_ones() -> Result<()> {
    let Some(vmlinux) = kernels::newest()? else {
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    std::os::unix::fs::symlink(vmlinux, folder.path().join("vmlinux"))?;
    for (name, args) in [
        ("newest_list", &["list"][..]),
        ("newest_verbose", &["list", "bpf_dummy_ops"]),
        ("newest_layout", &["layout", "Qdisc_ops"]),
    ] {
        let said = tool::said(folder.path(), &[args, &["--btf", "vmlinux"]].concat())?;
        golden::compare(&format!("tests/list/{name}.txt"), &said)?;
    }
    Ok(())
}

#[test]
fn json_has_every_member() -> Result<()> {
    let Some(kernel) = kernel()? else {
        return Ok(());
    };
    let folder = folder(&kernel)?;
    let files = [
        "--format",
        "json",
        "--btf",
        "policies.ko",
        "--base",
        "vmlinux",
    ];
    let json = |args: &[&str]| -> Result<Value> {
        let said = tool::said(folder.path(), &[args, &files].concat())?;
        Ok(serde_json::from_str(&said)?)
    };
    let list = json(&["list"])?;
    assert_eq!(list["schema"], 1);
    assert_eq!(list["command"], "list");
    let row = &list["types"][0];
    assert_eq!(row["name"], "policy_ops");
    assert_eq!(row["where"]["kind"], "file");
    assert_eq!(row["where"]["name"], "policies.ko");
    assert_eq!((&row["ops"], &row["data"]), (&2.into(), &1.into()));
    let members = row["members"].as_array().context("no members")?;
    assert_eq!(members.len(), 3);
    let serve = members.iter().find(|member| member["name"] == "serve");
    let serve = serve.context("no op")?;
    assert_eq!(serve["kind"], "op");
    assert_eq!(serve["size"], 8);
    assert_eq!(serve["prototype"], "u32 (*serve)(u32 waiting)");

    let layout = json(&["layout", "policy_ops"])?;
    assert_eq!(layout["command"], "layout");
    assert_eq!(layout["size"], row["bytes"]);
    assert_eq!(layout["members"], row["members"]);
    assert_eq!(layout["value"]["data_offset"], 64);
    assert_eq!(layout["trampolines"]["most_pages"], 8);
    let ops = layout["trampolines"]["ops"].as_array().context("no ops")?;
    assert_eq!(ops.len(), 2);
    Ok(())
}

/// What `list` says of a file that it cannot list; its exit status is 2.
fn refusal(folder: &Path, args: &[&str]) -> Result<String> {
    let output = tool::run(folder, &[&["list"], args].concat())?;
    let said = String::from_utf8(output.stderr)?;
    ensure!(output.status.code() == Some(2), "{}: {said}", output.status);
    ensure!(output.stdout.is_empty(), "half a list");
    Ok(said)
}

#[test]
fn what_cannot_be_listed_says_why() -> Result<()> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("text"), "no types\n")?;
    fs::copy(std::env::current_exe()?, folder.path().join("program"))?;
    for (file, words) in [
        ("nowhere.ko", "cannot read `nowhere.ko`: No such file"),
        (".", "cannot read `.`"),
        ("text", "`text` is neither raw BTF nor an ELF file"),
        ("program", "`program` has no section .BTF"),
    ] {
        let said = refusal(folder.path(), &["--btf", file])?;
        ensure!(
            said.starts_with("error: ") && said.contains(words),
            "{said}"
        );
    }
    let said = refusal(folder.path(), &["--base", "text"])?;
    ensure!(said.contains("--btf <FILE>"), "{said}");
    Ok(())
}

#[test]
fn a_module_is_read_with_its_own_vmlinux_only() -> Result<()> {
    let seeds = place::repository().join("runtime/fuzz/seeds/object_file");
    let other = structops_tests::hostile::seeds::kernel().finish();
    let Some(kernel) = kernel()? else {
        return Ok(());
    };
    let folder = folder(&kernel)?;
    fs::write(folder.path().join("other"), other)?;
    let said = refusal(folder.path(), &["--btf", "policies.ko", "--base", "other"])?;
    ensure!(said.contains("another vmlinux than `other`"), "{said}");
    // A test's machine may run the very kernel; no machine runs the one of the seeds.
    fs::copy(seeds.join("split.ko"), folder.path().join("split.ko"))?;
    let said = refusal(folder.path(), &["--btf", "split.ko"])?;
    ensure!(
        said.contains("another vmlinux than the running kernel's"),
        "{said}"
    );
    ensure!(said.contains("--base FILE"), "{said}");
    let args = ["list", "--btf", "split.ko", "--base", "other"];
    let with_base = tool::said(folder.path(), &args)?;
    ensure!(with_base.starts_with("TYPE "), "{with_base}");
    // The parts of its kernel that it refers to lie beside it.
    fs::copy(seeds.join("distilled.ko"), folder.path().join("alone.ko"))?;
    let alone = tool::said(folder.path(), &["list", "--btf", "alone.ko"])?;
    ensure!(alone.starts_with("TYPE "), "{alone}");
    Ok(())
}

#[test]
fn an_unknown_type_is_refused() -> Result<()> {
    let folder = tempfile::tempdir()?;
    fs::write(
        folder.path().join("ops.rs"),
        "#[struct_ops]\npub trait PlayerOps {\n    fn play(&self) -> i32;\n}\n",
    )?;
    let output = tool::run(
        folder.path(),
        &["layout", "player_op", "--source", "ops.rs"],
    )?;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr)?,
        "error: there is no struct_ops type `player_op`; near it: player_ops\n"
    );
    Ok(())
}

#[test]
fn damaged_files_end_with_a_status() -> Result<()> {
    let seeds = place::repository().join("runtime/fuzz/seeds");
    let folder = tempfile::tempdir()?;
    let mut random = fastrand::Rng::with_seed(1);
    for name in ["object_file/split.ko", "object_file/distilled.ko"] {
        let whole = fs::read(seeds.join(name))?;
        for round in 0..40 {
            let mut copy = whole.clone();
            if round % 2 == 0 {
                copy.truncate(random.usize(..whole.len()));
            } else {
                let at = random.usize(..whole.len());
                copy[at] = random.u8(..);
            }
            fs::write(folder.path().join("damaged.ko"), copy)?;
            for command in [&["list", "--verbose"][..], &["layout", "player_ops"]] {
                let args = [command, &["--btf", "damaged.ko"]].concat();
                let output = tool::run(folder.path(), &args)?;
                let said = String::from_utf8_lossy(&output.stderr);
                let is_known = matches!(output.status.code(), Some(0..=2));
                ensure!(is_known, "{name}, round {round}: {}: {said}", output.status);
                ensure!(!said.contains("panicked"), "{said}");
            }
        }
    }
    Ok(())
}
