//! What `compat` says of types that change.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde_json::Value;
use structops_gen::compat::rules;
use structops_tests::{golden, kernels, place, tool};

/// The cases of the virtual machine that hold both versions of a trait.
const CASES: &[&str] = &[
    "compat",
    "compat-data",
    "compat-instances",
    "compat-items",
    "compat-kfuncs",
    "compat-references",
    "compat-required",
    "versions",
];

fn case(name: &str) -> PathBuf {
    place::repository().join("tests/vm").join(name)
}

/// Exit status and stdout.
fn run(args: &[&str]) -> Result<(Option<i32>, String)> {
    let output = tool::run(place::repository(), args)?;
    let text = String::from_utf8(output.stdout)?;
    let shown = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(!text.is_empty(), "{args:?}: {shown}");
    Ok((output.status.code(), text))
}

fn compat(case: &str, more: &[&str]) -> Result<(Option<i32>, String)> {
    let (old, new) = (
        format!("tests/vm/{case}/ops.rs"),
        format!("tests/vm/{case}/two.ops.rs"),
    );
    run(&[&["compat", &old, &new], more].concat())
}

#[test]
fn every_row_is_shown_by_a_case_that_says_so() -> Result<()> {
    for rule in rules::all() {
        for name in rule.cases {
            let script = fs::read_to_string(case(name).join("run.sh"))?;
            assert!(
                script.contains(rule.code),
                "{name} says nothing of {}",
                rule.code
            );
        }
    }
    Ok(())
}

#[test]
fn codes_count_up() {
    for (index, rule) in rules::all().enumerate() {
        assert_eq!(rule.code, format!("CO{:02}", index + 1), "{}", rule.what);
    }
}

#[test]
fn the_traits_of_the_cases_have_every_change() -> Result<()> {
    let mut seen = BTreeSet::new();
    for name in CASES {
        let (status, text) = compat(name, &[])?;
        golden::compare(&format!("tests/compat/{name}.txt"), &text)?;
        let (_, reverse) = run(&[
            "compat",
            &format!("tests/vm/{name}/two.ops.rs"),
            &format!("tests/vm/{name}/ops.rs"),
        ])?;
        let is_fine = *name == "versions";
        assert_eq!(status, Some(i32::from(!is_fine)), "{name}");
        let all = rules::all();
        seen.extend(
            all.filter(|rule| text.contains(rule.code) || reverse.contains(rule.code))
                .map(|rule| rule.code),
        );
    }
    // Types that come and go are no change of a type; `types_come_and_go` has them.
    seen.extend(["CO01", "CO02"]);
    let all: BTreeSet<&str> = rules::all().map(|rule| rule.code).collect();
    assert_eq!(seen, all);
    Ok(())
}

#[test]
fn types_come_and_go() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let write = |name: &str, text: &str| -> Result<String> {
        let path = folder.path().join(name);
        fs::write(&path, text)?;
        Ok(path.display().to_string())
    };
    let one = write(
        "one.rs",
        "#[struct_ops]\npub trait OneOps {\n    fn play(&self);\n}\n",
    )?;
    let two = write(
        "two.rs",
        "#[struct_ops]\npub trait TwoOps {\n    fn play(&self);\n}\n",
    )?;
    let (status, text) = run(&["compat", &one, &two])?;
    assert_eq!(status, Some(1));
    assert!(text.contains("CO01: the type is gone"), "{text}");
    assert!(text.contains("CO02: the type is new"), "{text}");
    let (status, text) = run(&["compat", &one, &one])?;
    assert_eq!((status, text.as_str()), (Some(0), "one_ops: no change\n"));
    Ok(())
}

#[test]
fn levels_are_allowed_and_denied() -> Result<()> {
    assert_eq!(compat("compat", &["--allow", "all"])?.0, Some(0));
    assert_eq!(compat("compat", &["--allow", "silent"])?.0, Some(1));
    assert_eq!(compat("compat", &["--allow", "old:all"])?.0, Some(1));
    // What old kernels lack breaks nobody's program, unless somebody says so.
    assert_eq!(compat("versions", &[])?.0, Some(0));
    assert_eq!(compat("versions", &["--deny", "new:load"])?.0, Some(1));
    assert_eq!(compat("versions", &["--deny", "old:load"])?.0, Some(0));
    Ok(())
}

#[test]
fn json_has_both_verdicts_of_every_change() -> Result<()> {
    let (_, text) = compat("versions", &["--format", "json"])?;
    let object: Value = serde_json::from_str(&text)?;
    assert_eq!(object["schema"], 1);
    assert_eq!(object["denied"], 0);
    let findings = object["types"][0]["findings"]
        .as_array()
        .context("findings")?;
    let play = findings.iter().find(|one| one["name"] == "play");
    let change = &play.context("play")?["changes"][0];
    assert_eq!(change["code"], "CO13");
    assert_eq!(
        change["shown_by"],
        serde_json::json!(["compat", "versions"])
    );
    assert_eq!(change["old_program_on_new_kernel"]["level"], "works");
    assert_eq!(change["new_program_on_old_kernel"]["level"], "load");
    Ok(())
}

#[test]
fn explain_shows_a_row_in_full() -> Result<()> {
    for rule in rules::all() {
        let (_, text) = run(&["explain", &rule.code.to_lowercase()])?;
        for words in [rule.what, rule.why, rule.advice, rule.cases[0]] {
            assert!(text.contains(words), "{}: {text}", rule.code);
        }
    }
    let (_, list) = run(&["explain", "changes"])?;
    assert_eq!(list.lines().count(), rules::all().count());
    Ok(())
}

/// Types of real kernels, read out of the packages: of one release with itself, and of all that
/// the run is for, one after the other.
#[test]
fn kernels_are_compared() -> Result<()> {
    let only = ["--type", "tcp_congestion_ops"];
    let all = kernels::wanted()?;
    let vmlinux = |kernel: &structops_gen::vm::Kernel| -> String {
        kernel.headers.join("vmlinux").display().to_string()
    };
    for kernel in &all {
        let path = vmlinux(kernel);
        let (status, text) = run(&[&["compat", &path, &path], &only[..]].concat())?;
        assert_eq!(text, "tcp_congestion_ops: no change\n");
        assert_eq!(status, Some(0));
    }
    for pair in all.windows(2) {
        let (old, new) = (vmlinux(&pair[0]), vmlinux(&pair[1]));
        let (_, text) = run(&[&["compat", &old, &new], &only[..]].concat())?;
        assert!(text.starts_with("tcp_congestion_ops: "), "{text}");
        let is_from_6_12 = pair[0].release.starts_with("6.12") && pair[1].release.starts_with("7.");
        assert!(
            !is_from_6_12 || text.contains("op cwnd_event_tx_start: works if nulled"),
            "{text}"
        );
    }
    Ok(())
}

/// What six months of the kernel did to its types.
#[test]
fn the_newest_kernel_is_compared_with_the_oldest() -> Result<()> {
    let Some(newest) = kernels::newest()? else {
        return Ok(());
    };
    let oldest = kernels::fetch(kernels::DEFAULT)?.headers.join("vmlinux");
    let (oldest, newest) = (oldest.display().to_string(), newest.display().to_string());
    let (status, text) = run(&["compat", &oldest, &newest])?;
    golden::compare("tests/compat/kernels.txt", &text)?;
    // What is new breaks no program that exists.
    assert_eq!(status, Some(0));
    let (status, text) = run(&["compat", &newest, &oldest, "--type", "tcp_congestion_ops"])?;
    golden::compare("tests/compat/kernels-back.txt", &text)?;
    assert_eq!(status, Some(1));
    Ok(())
}

/// What is no type, or lacks its kernel, in words that say what to do.
#[test]
fn what_cannot_be_compared_says_why() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let seeds = place::repository().join("runtime/fuzz/seeds/object_file");
    fs::copy(seeds.join("split.ko"), folder.path().join("split.ko"))?;
    fs::copy(std::env::current_exe()?, folder.path().join("program.ko"))?;
    fs::write(folder.path().join("ops.rs"), "pub struct NoOps;\n")?;
    for (file, status, words) in [
        ("split.ko", 2, "another vmlinux than the running kernel's"),
        ("split.ko", 2, "--base FILE"),
        ("program.ko", 2, "has no section .BTF"),
        ("nowhere.ko", 2, "cannot read `nowhere.ko`: No such file"),
        ("ops.rs", 1, "SO0003"),
    ] {
        for args in [
            ["compat", file, "split.ko"],
            ["compat", "distilled.ko", file],
        ] {
            fs::copy(
                seeds.join("distilled.ko"),
                folder.path().join("distilled.ko"),
            )?;
            let output = tool::run(folder.path(), &args)?;
            let said = String::from_utf8(output.stderr)?;
            assert_eq!(output.status.code(), Some(status), "{args:?}: {said}");
            assert!(said.contains(words), "{args:?}: {said}");
        }
    }
    let output = tool::run(
        folder.path(),
        &["verify", "--ko", "split.ko", "--ko", "distilled.ko"],
    )?;
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr)?.contains("--base FILE"));
    Ok(())
}

/// What a trait keeps to itself is nobody's business.
#[test]
fn private_members_come_and_go() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let write = |name: &str, member: &str| -> Result<String> {
        let path = folder.path().join(name);
        let text =
            format!("#[struct_ops]\npub trait OneOps {{\n    {member}\n    fn play(&self);\n}}\n");
        fs::write(&path, text)?;
        Ok(path.display().to_string())
    };
    let none = write("none.rs", "")?;
    let small = write("small.rs", "#[private]\n    const OWN: u32;")?;
    let large = write("large.rs", "#[private]\n    const OWN: u64;")?;
    for (old, new) in [(&none, &small), (&small, &none), (&small, &large)] {
        let (status, text) = run(&["compat", old, new])?;
        assert_eq!(status, Some(0), "{text}");
        assert!(!text.contains("data member own"), "{text}");
    }
    let open = write("open.rs", "const OWN: u32 = 0;")?;
    let (_, text) = run(&["compat", &open, &none])?;
    assert!(text.contains("CO36"), "{text}");
    Ok(())
}
