//! Where `new` writes, what it refuses and leaves alone, and what it says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use structops_tests::compile;
use structops_tests::tool::{program, run, said, snapshot};

#[test]
fn names_are_refused_with_the_rule_and_a_name_near_it() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let long = "x".repeat(200);
    for (name, rule, near) in [
        ("match", "Rust keyword", "my-match"),
        ("typedef", "C keyword", "my-typedef"),
        ("Player", "capital letters", "player"),
        ("a/b/9lives", "begin with a letter", "lives"),
        ("thermal", "built in", "my-thermal"),
        ("tcp-congestion", "the kernel has", "my-tcp-congestion"),
        ("clap", "depends on a crate", "my-clap"),
        ("", "empty", "my-ops"),
        (&long, "characters", "x"),
    ] {
        let output = run(folder.path(), &["new", name])?;
        let words = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(2), "{name}: {words}");
        assert!(words.contains(rule), "{name}: {words}");
        let help = format!("help: `{near}");
        assert!(words.contains(&help), "{name}: {words}");
        assert!(output.stdout.is_empty());
    }
    assert_eq!(fs::read_dir(folder.path())?.count(), 0);
    Ok(())
}

#[test]
fn a_folder_that_exists_is_not_touched() -> Result<()> {
    let folder = tempfile::tempdir()?;
    for (name, file) in [("full", Some("Cargo.toml")), ("empty", None)] {
        fs::create_dir(folder.path().join(name))?;
        if let Some(file) = file {
            fs::write(folder.path().join(name).join(file), "mine")?;
        }
    }
    fs::write(folder.path().join("file"), "mine")?;
    std::os::unix::fs::symlink("nowhere", folder.path().join("link"))?;
    let before = snapshot_of_plain(folder.path())?;
    for name in ["full", "empty", "file", "link"] {
        let output = run(folder.path(), &["new", name])?;
        let words = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1), "{name}: {words}");
        assert!(words.contains("exists; nothing was changed"), "{words}");
    }
    assert_eq!(snapshot_of_plain(folder.path())?, before);
    assert_eq!(fs::read_dir(folder.path().join("empty"))?.count(), 0);
    Ok(())
}

/// As `snapshot`, in a folder with links that lead nowhere.
fn snapshot_of_plain(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let link = folder.join("link");
    let to = fs::read_link(&link)?;
    fs::remove_file(&link)?;
    let found = snapshot(folder);
    std::os::unix::fs::symlink(to, link)?;
    found
}

#[test]
fn force_keeps_what_is_there_and_adds_the_rest() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let root = folder.path().join("player");
    let mine = "use struct_ops::prelude::*;\n\n#[struct_ops]\npub trait LampOps {\n    \
        fn shine(&self) -> i32 {\n        0\n    }\n}\n";
    fs::create_dir_all(root.join("src"))?;
    fs::create_dir_all(root.join("kmod"))?;
    fs::write(root.join("src/ops.rs"), mine)?;
    fs::write(root.join("README.md"), "mine")?;
    fs::write(root.join("kmod/notes.txt"), "mine")?;
    let before = snapshot(&root)?;
    let words = said(folder.path(), &["new", "player", "--force"])?;
    for line in [
        "     keep  player/src/ops.rs\n",
        "     keep  player/README.md\n",
        "   create  player/kmod/lamp_ops.c\n",
        "   create  player/Cargo.toml\n",
        "   create  player/vendor\n",
    ] {
        assert!(words.contains(line), "{line}: {words}");
    }
    let after = snapshot(&root)?;
    for file in &before {
        assert!(after.contains(file), "{} changed", file.0.display());
    }
    let conf = fs::read_to_string(root.join("kmod/dkms.conf"))?;
    assert!(conf.contains("PACKAGE_NAME=\"lamp\"\n"), "{conf}");
    assert!(said(&root, &["generate", "--check"])?.is_empty());

    // An edit in a file of the tool's stays as well.
    let edited = root.join("kmod/lamp_ops.c");
    let text = fs::read_to_string(&edited)?.replace("return 0;", "return 1;");
    fs::write(&edited, &text)?;
    let words = said(folder.path(), &["new", "player", "--force"])?;
    assert!(
        words.contains("     keep  player/kmod/lamp_ops.c\n"),
        "{words}"
    );
    assert!(words.contains("identical  player/kmod/Kbuild\n"), "{words}");
    assert_eq!(fs::read_to_string(&edited)?, text);

    // What is gone of the user's comes back as a stub: the trait is not the one of `new`.
    fs::remove_file(root.join("src/bpf/lamp_ops.bpf.c"))?;
    said(folder.path(), &["new", "player", "--force"])?;
    let program = fs::read_to_string(root.join("src/bpf/lamp_ops.bpf.c"))?;
    assert!(program.contains("LAMP_OPS_SHINE"), "{program}");

    // A trait with mistakes is shown, and nothing is written.
    fs::write(root.join("src/ops.rs"), mine.replace("i32", "String"))?;
    fs::remove_file(root.join("build.rs"))?;
    let output = run(folder.path(), &["new", "player", "--force"])?;
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr)?.contains("nothing was written"));
    assert!(!root.join("build.rs").exists());
    Ok(())
}

/// With the trait of `new`, its texts come back as well.
#[test]
fn force_repairs_a_project() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let args = ["new", "player", "--with", "kfuncs"];
    said(folder.path(), &args)?;
    let root = folder.path().join("player");
    let before = snapshot(&root)?;
    for file in [
        "kmod/player_main.c",
        "src/bpf/player_ops.bpf.c",
        "Cargo.toml",
    ] {
        fs::remove_file(root.join(file))?;
    }
    fs::remove_dir_all(root.join("vendor/runtime"))?;
    said(folder.path(), &[&args[..], &["--force"]].concat())?;
    assert!(snapshot(&root)? == before);
    Ok(())
}

#[test]
fn bare_is_the_trait_and_what_kernel_and_bpf_get() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let args = [
        "new",
        "--path",
        "deep/down/my-ops",
        "--bare",
        "--with",
        "kfuncs",
    ];
    said(folder.path(), &args)?;
    let root = folder.path().join("deep/down/my-ops");
    let files = snapshot(&root)?;
    let names: Vec<String> = files
        .iter()
        .map(|(path, _)| path.display().to_string())
        .collect();
    let wanted = [
        "kmod/.gitignore",
        "kmod/Kbuild",
        "kmod/Makefile",
        "kmod/my_kfuncs.c",
        "kmod/my_kfuncs.h",
        "kmod/my_main.c",
        "kmod/my_ops.c",
        "kmod/my_ops.h",
        "kmod/my_structops.c",
        "kmod/my_structops.h",
        "src/bpf/my_kfuncs.bpf.h",
        "src/bpf/my_ops.bpf.c",
        "src/bpf/my_ops.bpf.h",
        "src/bpf/structops.bpf.h",
        "src/ops.rs",
    ];
    assert_eq!(names, wanted);
    let args = ["generate", "--check", "--target", "kmod,bpf"];
    assert!(said(&root, &args)?.is_empty());
    Ok(())
}

#[test]
fn the_crates_come_from_where_one_says() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let url = "https://example.com/structops.git";
    said(folder.path(), &["new", "fetched", "--struct-ops", url])?;
    let manifest = fs::read_to_string(folder.path().join("fetched/Cargo.toml"))?;
    let line = format!("struct-ops = {{ git = \"{url}\" }}\n");
    assert!(manifest.contains(&line), "{manifest}");
    assert!(!manifest.contains("vendor"), "{manifest}");
    assert!(!folder.path().join("fetched/vendor").exists());

    let output = run(folder.path(), &["new", "lost", "--struct-ops", "fetched"])?;
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8(output.stderr)?;
    assert!(
        words.contains("fetched has no runtime/Cargo.toml"),
        "{words}"
    );
    assert!(!folder.path().join("lost").exists());
    Ok(())
}

/// A project in a folder that cannot take it leaves nothing behind, nor do its parents.
#[test]
fn a_failure_leaves_nothing() -> Result<()> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("file"), "mine")?;
    let output = run(folder.path(), &["new", "file/player"])?;
    assert_eq!(output.status.code(), Some(2));
    let script = format!(
        "mount -t tmpfs -o size=64k tmpfs full || exit 99; cd full; {} new deep/player; \
         status=$?; ls -A; exit $status",
        program()?.display()
    );
    fs::create_dir(folder.path().join("full"))?;
    let mut unshare = Command::new("unshare");
    if compile::run(Command::new("id").arg("-u"))?.trim() != "0" {
        unshare.arg("--map-root-user");
    }
    unshare.args(["--mount", "sh", "-c", &script]);
    let output = unshare.current_dir(folder.path()).output()?;
    let words = String::from_utf8(output.stderr)?;
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(
        words.contains("No space left on device") && words.contains("; nothing was changed"),
        "{words}"
    );
    assert_eq!(String::from_utf8(output.stdout)?, "");
    Ok(())
}

#[test]
fn json_says_what_was_made() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let args = ["new", "my-ops", "--format", "json"];
    let result: serde_json::Value = serde_json::from_str(&said(folder.path(), &args)?)?;
    for (field, value) in [
        ("command", "new"),
        ("name", "my-ops"),
        ("module", "my"),
        ("type", "my_ops"),
        ("folder", "my-ops"),
    ] {
        assert_eq!(result[field], value);
    }
    let files = result["files"].as_array().context("a list")?;
    let vendor = serde_json::json!({ "status": "create", "path": "my-ops/vendor" });
    assert!(files.contains(&vendor) && result["next"][0] == "cd my-ops");
    for (name, why) in [("my-ops", "my-ops exists"), ("Name", "capital letters")] {
        let output = run(folder.path(), &["new", name, "--format", "json"])?;
        let result: serde_json::Value = serde_json::from_slice(&output.stdout)?;
        let error = result["error"].as_str().context("a text")?;
        assert!(result["command"] == "new" && error.contains(why), "{error}");
    }
    Ok(())
}

#[test]
fn a_folder_may_be_named_by_dots() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let inside = folder.path().join("player");
    fs::create_dir(&inside)?;
    let output = run(&inside, &["new", "."])?;
    assert_eq!(output.status.code(), Some(1));
    let words = String::from_utf8(output.stderr)?;
    assert!(words.contains(". exists; nothing was changed"), "{words}");
    let steps = said(&inside, &["new", ".", "--force", "--bare"])?;
    assert!(inside.join("kmod/player_ops.c").is_file() && !steps.contains("cd "));
    said(&inside, &["new", "other/.", "--bare"])?;
    assert!(inside.join("other/kmod/other_ops.c").is_file());
    Ok(())
}

#[test]
fn a_folder_of_a_run_that_was_killed_goes_with_the_next() -> Result<()> {
    let folder = tempfile::tempdir()?;
    // No process has a number beyond the kernel's PID_MAX_LIMIT.
    fs::create_dir_all(folder.path().join(".structops-gen-4194305-x/src"))?;
    said(folder.path(), &["new", "player", "--bare"])?;
    assert_eq!(fs::read_dir(folder.path())?.count(), 1);
    Ok(())
}

/// Cargo puts the subcommand's name before the arguments, and shows the help of it so.
#[test]
fn cargo_structops_is_the_same_program() -> Result<()> {
    let program = program()?.with_file_name("cargo-structops");
    let path = program.parent().context("a program lies in a folder")?;
    let path = format!("{}:{}", path.display(), std::env::var("PATH")?);
    let folder = tempfile::tempdir()?;
    let cargo = |args: &[&str]| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        compile::run(
            command
                .args(args)
                .current_dir(folder.path())
                .env("PATH", &path),
        )
    };
    let help = cargo(&["structops", "--help"])?;
    assert!(help.contains("Usage: cargo structops <COMMAND>"), "{help}");
    let same = said(folder.path(), &["--help"])?;
    assert_eq!(help.replace("cargo structops <", "structops-gen <"), same);
    cargo(&["structops", "new", "player"])?;
    assert!(said(&folder.path().join("player"), &["generate", "--check"])?.is_empty());
    Ok(())
}
