//! What the flags of `generate` show, and in which form.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};
use serde_json::Value;
use structops_tests::compile;
use structops_tests::project::Project;
use structops_tests::tool;

const OLD: &str = "#[struct_ops]\npub trait PlayerOps {\n    fn play(&self) -> i32 { 0 }\n}\n";
const NEW: &str = "#[struct_ops]\npub trait PlayerOps {\n    fn play(&self) -> i32 { 0 }\n    \
                   fn stop(&self) {}\n}\n";

/// A project whose trait has changed since it was generated.
fn changed() -> Result<Project> {
    let project = Project::new(OLD)?;
    project.generate(&[])?;
    project.write("src/ops.rs", NEW)?;
    Ok(project)
}

/// Runs with `--format json`; gives the exit status and the object.
fn json(project: &Project, args: &[&str]) -> Result<(Option<i32>, Value)> {
    let output = project.run(&[&["--format", "json"], args].concat())?;
    let text = String::from_utf8(output.stdout)?;
    let object = serde_json::from_str(&text).with_context(|| text.clone())?;
    Ok((output.status.code(), object))
}

fn status_of<'v>(object: &'v Value, path: &str) -> Option<&'v str> {
    let files = object.get("files")?.as_array()?;
    let file = files.iter().find(|file| file["path"] == path)?;
    file["status"].as_str()
}

#[test]
fn diff_shows_what_would_change_and_writes_nothing() -> Result<()> {
    let project = changed()?;
    let before = project.files()?;
    let (out, notes) = project.generate(&["--diff"])?;
    assert!(
        out.contains("--- kmod/player_ops.h\n+++ kmod/player_ops.h\n"),
        "{out}"
    );
    assert!(out.contains("+PLAYER_OPS_STOP(player_stop)\n"), "{out}");
    assert!(!out.contains("Kbuild"), "{out}");
    assert!(notes.contains("op `stop` of player_ops is new"), "{notes}");
    assert_eq!(project.files()?, before);
    project.generate(&[])?;
    assert_eq!(project.generate(&["--diff"])?, Default::default());
    Ok(())
}

#[test]
fn dry_run_shows_what_a_run_then_does() -> Result<()> {
    let project = changed()?;
    let before = project.files()?;
    let dry = project.generate(&["--dry-run"])?;
    assert_eq!(project.files()?, before);
    assert_eq!(project.generate(&[])?, dry);
    for status in ["   update", "   append", "identical", "     keep"] {
        assert!(
            dry.0.lines().any(|line| line.starts_with(status)),
            "{}",
            dry.0
        );
    }

    let text = project.read("kmod/player_ops.c")?;
    project.write("kmod/player_ops.c", text.replace("return 0;", "return 1;"))?;
    let output = project.run(&["--dry-run"])?;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr)?;
    assert!(said.contains(" conflict  kmod/player_ops.c"), "{said}");
    Ok(())
}

#[test]
fn stdout_gets_the_texts_and_the_disk_nothing() -> Result<()> {
    let project = changed()?;
    let before = project.files()?;
    let (out, _) = project.generate(&["--stdout", "--target", "bpf"])?;
    assert_eq!(project.files()?, before);
    for path in ["structops.bpf.h", "player_ops.bpf.h", "player_ops.bpf.c"] {
        assert!(out.contains(&format!("==> src/bpf/{path} <==\n")), "{out}");
    }
    assert!(!out.contains("kmod/"), "{out}");
    project.generate(&[])?;
    assert!(
        out.contains(&project.read("src/bpf/player_ops.bpf.h")?),
        "{out}"
    );
    Ok(())
}

#[test]
fn json_has_statuses_diffs_and_notes() -> Result<()> {
    let project = changed()?;
    let (status, object) = json(&project, &["--check"])?;
    assert_eq!(status, Some(1));
    assert_eq!(object["schema"], 1);
    assert_eq!(status_of(&object, "kmod/player_ops.c"), Some("update"));
    let diffs = object["files"].as_array().context("no files")?;
    let diffs = diffs.iter().filter_map(|file| file["diff"].as_str());
    assert_eq!(diffs.count(), 3, "{object:#}");

    let (status, object) = json(&project, &["--diff"])?;
    assert_eq!((status, &object["error"]), (Some(0), &Value::Null));
    let note = &object["notes"][0];
    assert_eq!(note["what"], "op");
    assert_eq!(note["change"], "new");
    assert_eq!(note["add"], ".stop = (void *)player_stop,");

    let (status, object) = json(&project, &[])?;
    assert_eq!(status, Some(0));
    assert_eq!(
        status_of(&object, "src/bpf/player_ops.bpf.c"),
        Some("append")
    );
    let (status, object) = json(&project, &["--stdout", "--target", "loader"])?;
    assert_eq!(status, Some(0));
    assert!(
        object["files"][0]["text"]
            .as_str()
            .is_some_and(|text| text.contains("fn main"))
    );
    Ok(())
}

#[test]
fn json_has_conflicts_and_mistakes() -> Result<()> {
    let project = changed()?;
    let text = project.read("kmod/player_ops.c")?;
    project.write("kmod/player_ops.c", text.replace("return 0;", "return 1;"))?;
    let before = project.files()?;
    let (status, object) = json(&project, &[])?;
    assert_eq!(status, Some(1));
    assert_eq!(status_of(&object, "kmod/player_ops.c"), Some("conflict"));
    assert!(
        object["error"]
            .as_str()
            .is_some_and(|error| error.contains("edited by hand"))
    );
    assert_eq!(project.files()?, before);

    project.write("src/ops.rs", OLD.replace("-> i32", "-> f64"))?;
    let (status, object) = json(&project, &[])?;
    assert_eq!(status, Some(1));
    let first = &object["diagnostics"][0];
    assert!(
        first["code"]
            .as_str()
            .is_some_and(|code| code.starts_with("SO")),
        "{object:#}"
    );
    assert_eq!(
        (&first["file"], &first["line"]),
        (&"src/ops.rs".into(), &3.into())
    );
    assert_eq!(first["column"], 23);

    project.write("Cargo.toml", "[package")?;
    let (status, object) = json(&project, &[])?;
    assert_eq!(status, Some(2));
    assert!(
        object["error"]
            .as_str()
            .is_some_and(|error| error.contains("Cargo.toml"))
    );
    Ok(())
}

#[test]
fn a_depfile_is_a_rule_that_make_reads() -> Result<()> {
    let project = Project::new("")?;
    let odd = "my #1 $ops";
    project.write(&format!("{odd}/ops.rs"), OLD)?;
    let (source, kmod) = (format!("{odd}/ops.rs"), format!("{odd}/kmod"));
    project.generate(&["--source", &source, "--kmod", &kmod, "--depfile", "ops.d"])?;
    let text = project.read("ops.d")?;
    assert!(
        text.contains("my\\ \\#1\\ $$ops/kmod/player_ops.c \\\n"),
        "{text}"
    );
    // Users' files are no outputs: an edit of theirs would make them newer than all else.
    assert!(!text.contains("player_ops.bpf.c"), "{text}");

    // With the rule, an output is out of date once its input is newer.
    project.write("Makefile", "include ops.d\n")?;
    let output = format!("{kmod}/player_ops.c");
    let is_current = || -> Result<bool> {
        let mut make = Command::new("make");
        make.args(["--question", "-f", "Makefile", &output])
            .env_remove("MAKEFLAGS");
        Ok(make
            .current_dir(project.path())
            .stderr(Stdio::null())
            .status()?
            .success())
    };
    let touch = |time: &str, file: &str| {
        let mut touch = Command::new("touch");
        touch
            .args(["--date", time, file])
            .current_dir(project.path());
        compile::run(&mut touch).map(drop)
    };
    touch("2020-01-01", &source)?;
    assert!(is_current()?, "{text}");
    touch("2020-01-01", &output)?;
    touch("2020-01-02", &source)?;
    // A rule without a recipe leaves the target as it is; that it must be made shows in -d.
    let mut make = Command::new("make");
    make.args(["--debug=v", "-n", &output])
        .current_dir(project.path());
    let said = compile::run(make.env_remove("MAKEFLAGS"))?;
    assert!(said.contains("is newer than target"), "{said}");
    Ok(())
}

#[test]
fn flags_that_contradict_each_other_are_usage_errors() -> Result<()> {
    let project = Project::new(OLD)?;
    for args in [
        &["--check", "--force"][..],
        &["--check", "--dry-run"],
        &["--diff", "--dry-run"],
        &["--stdout", "--check"],
        &["--stdout", "--diff"],
        &["--stdout", "--force"],
        &["--stdout", "--dry-run"],
        &["--depfile", "d", "--check"],
        &["--depfile", "d", "--diff"],
        &["--depfile", "d", "--dry-run"],
        &["--depfile", "d", "--stdout"],
    ] {
        let output = project.run(args)?;
        assert_eq!(output.status.code(), Some(2), "{args:?}");
    }
    assert_eq!(project.files()?.len(), 1);
    Ok(())
}

#[test]
fn closed_and_full_streams_end_nothing_by_surprise() -> Result<()> {
    let run = |redirections: &str, args: &str| -> Result<(Project, Option<i32>, String)> {
        let project = Project::new(OLD)?;
        let mut command = Command::new("sh");
        let script = format!("\"$TOOL\" generate {args} {redirections}");
        command.args(["-c", &script]).env("TOOL", tool::program()?);
        let output = command.current_dir(project.path()).output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Ok((project, output.status.code(), said))
    };
    let wanted = run("", "")?.0.files()?;
    for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "| true"] {
        let (project, status, said) = run(closed, "")?;
        assert_eq!(
            (status, project.files()?),
            (Some(0), wanted.clone()),
            "{closed}: {said}"
        );
    }
    for args in ["", "--stdout", "--dry-run", "--diff", "--format json"] {
        let (_, status, said) = run(">/dev/full", args)?;
        assert_eq!(status, Some(2), "{args}: {said}");
        assert!(
            said.contains("cannot write to stdout: No space left"),
            "{args}: {said}"
        );
    }
    Ok(())
}

#[test]
fn modules_that_are_gone_leave_files_to_delete() -> Result<()> {
    let module = |name: &str| {
        format!(
            "#[struct_ops(module = \"{name}\")]\npub trait {}Ops {{\n    fn go(&self) {{}}\n}}\n",
            name.to_uppercase()
        )
    };
    let project = Project::new(&[module("a"), module("b"), module("c")].concat())?;
    project.generate(&[])?;
    let leftovers = |source: &str| -> Result<Vec<String>> {
        project.write("src/ops.rs", source)?;
        let (out, _) = project.generate(&["--dry-run", "--target", "kmod"])?;
        let lines = out
            .lines()
            .filter_map(|line| line.strip_prefix(" leftover  "));
        let paths = lines.filter_map(|line| line.split(' ').next());
        Ok(paths.map(str::to_owned).collect())
    };
    assert_eq!(
        leftovers(&[module("a"), module("b"), module("c")].concat())?,
        [""; 0]
    );
    let found = leftovers(&[module("a"), module("b")].concat())?;
    assert!(found.contains(&"kmod/c/Kbuild".to_owned()), "{found:?}");
    assert!(
        found.iter().all(|path| path.starts_with("kmod/c/")),
        "{found:?}"
    );
    // A module alone has no folder of its own.
    let found = leftovers(&module("a"))?;
    assert!(found.contains(&"kmod/a/Kbuild".to_owned()), "{found:?}");
    assert!(found.contains(&"kmod/b/Makefile".to_owned()), "{found:?}");

    let project = Project::new(&module("a"))?;
    project.generate(&[])?;
    project.write("src/ops.rs", module("a").replace("\"a\"", "\"renamed\""))?;
    let (out, _) = project.generate(&[])?;
    assert!(out.contains(" leftover  kmod/a_structops.c "), "{out}");
    assert!(Path::new(&project.path().join("kmod/renamed_structops.c")).is_file());
    Ok(())
}
