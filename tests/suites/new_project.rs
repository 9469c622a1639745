//! What `new` writes: it generates, compiles and is clean, whatever parts it starts with; what
//! it refuses, and what it leaves alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use structops_gen::new;
use structops_gen::vm::{Options, build};
use structops_tests::tool::{run, said, snapshot};
use structops_tests::{compile, kernels, place};

const PARTS: [&str; 5] = ["kfuncs", "data", "nullable", "sleepable", "many"];

/// Every set of parts, the empty one first, as `--with` takes it.
fn combinations() -> Vec<String> {
    (0..1 << PARTS.len())
        .map(|bits: usize| {
            let chosen = PARTS.iter().enumerate();
            let chosen = chosen.filter(|(n, _)| bits & (1 << n) != 0);
            let chosen: Vec<&str> = chosen.map(|(_, part)| *part).collect();
            chosen.join(",")
        })
        .collect()
}

/// None, each alone, and all together: modules take seconds to build.
fn some_combinations() -> Vec<String> {
    let mut list = vec![String::new()];
    list.extend(PARTS.map(str::to_owned));
    list.push(PARTS.join(","));
    list
}

/// Writes a project with these parts, which uses the crates of this repository.
fn project(folder: &Path, name: &str, with: &str) -> Result<PathBuf> {
    let checkout = place::repository().to_string_lossy();
    let mut args = vec!["new", name, "--struct-ops", &*checkout];
    if !with.is_empty() {
        args.extend(["--with", with]);
    }
    said(folder, &args)?;
    Ok(folder.join(name))
}

#[test]
fn every_combination_generates_nothing_more_and_its_programs_compile() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let some = some_combinations();
    for (n, with) in combinations().into_iter().enumerate() {
        let root = project(folder.path(), &format!("player-{}", letters(n)), &with)?;
        let again = run(&root, &["generate", "--check"])?;
        assert!(
            again.status.success() && again.stdout.is_empty() && again.stderr.is_empty(),
            "{with}: {}",
            String::from_utf8_lossy(&again.stderr)
        );
        let mut rustfmt = Command::new("rustfmt");
        rustfmt.args(["--edition", "2024", "--check", "src/main.rs", "build.rs"]);
        compile::run(rustfmt.current_dir(&root)).with_context(|| with.clone())?;
        let bpf = root.join("src/bpf");
        for entry in fs::read_dir(&bpf)? {
            let source = entry?.path();
            if source.to_string_lossy().ends_with(".bpf.c") {
                let is_one_of_some = some.contains(&with);
                let oldest = is_one_of_some.then_some("clang-14");
                for clang in oldest.into_iter().chain([compile::CLANG]) {
                    compile::bpf(clang, &source, &[&bpf], &root.join("program.o"))
                        .with_context(|| with.clone())?;
                }
            }
        }
    }
    Ok(())
}

/// Names without digits at the beginning of a word.
fn letters(n: usize) -> String {
    let digit = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap_or_default());
    [digit(n / 26), digit(n)].iter().collect()
}

#[test]
fn modules_build_without_a_warning() -> Result<()> {
    let folder = tempfile::tempdir()?;
    for kernel in kernels::wanted()? {
        for (n, with) in some_combinations().into_iter().enumerate() {
            let name = format!("{}-{}", kernel.release.replace(['.', '+'], "-"), letters(n));
            let root = project(folder.path(), &format!("k{}", spelled(&name)), &with)?;
            let out = place::scratch("new-modules").join(letters(n));
            let options = Options {
                warnings: true,
                // The C of the user's is what the outputs of samples do not show already.
                sparse: with.contains("kfuncs,"),
                ..Options::default()
            };
            let built = build::module(&kernel, &root.join("kmod"), &out, &options)?;
            let warnings: Vec<&str> = built.warnings().collect();
            assert!(warnings.is_empty(), "{with}: {}", warnings.join("\n"));
            fs::remove_dir_all(&out)?;
        }
    }
    Ok(())
}

/// A name out of letters alone.
fn spelled(text: &str) -> String {
    text.chars().filter(char::is_ascii_lowercase).collect()
}

#[test]
fn checkpatch_strict_is_silent() -> Result<()> {
    let scripts = place::cache().join("checkpatch");
    let setup = place::repository().join("tests/setup/checkpatch.sh");
    compile::run(Command::new(setup).arg(&scripts))?;
    let folder = tempfile::tempdir()?;
    for (n, with) in some_combinations().into_iter().enumerate() {
        let root = project(folder.path(), &format!("player-{}", letters(n)), &with)?;
        let mut checkpatch = Command::new("perl");
        checkpatch.arg(scripts.join("checkpatch.pl"));
        checkpatch.args(["--no-tree", "--strict", "--show-types", "-f"]);
        let files = fs::read_dir(root.join("kmod"))?;
        let files: Vec<PathBuf> = files
            .filter_map(|file| Some(file.ok()?.path()))
            .filter(|path| !path.ends_with(".gitignore") && !path.ends_with("dkms.conf"))
            .collect();
        let words = compile::run(checkpatch.args(&files))?;
        let silent = words.matches("total: 0 errors, 0 warnings, 0 checks");
        assert_eq!(silent.count(), files.len(), "{with}: {words}");
    }
    Ok(())
}

/// With the copies, for none of the parts, and with a checkout for all.
#[test]
fn loaders_build_and_clippy_and_rustfmt_are_silent() -> Result<()> {
    // Cargo knows copies by their path: another one would be compiled anew in every run.
    let folder = place::scratch("new-loaders");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    said(&folder, &["new", "plain"])?;
    let rich = project(&folder, "rich", &PARTS.join(","))?;
    let clippy = ["clippy", "--offline", "--", "-D", "warnings"];
    for (root, compile) in [
        (folder.join("plain"), &["build", "--offline"][..]),
        (rich, &clippy),
    ] {
        let lock = place::repository().join("Cargo.lock");
        fs::copy(lock, root.join("Cargo.lock"))?;
        // With `--all`, cargo formats the copies as well.
        for args in [compile, &["fmt", "--all", "--check"]] {
            let words = cargo(&root, args)?;
            assert!(!words.contains("warning"), "{args:?}: {words}");
        }
        assert!(said(&root, &["generate", "--check"])?.is_empty());
    }
    Ok(())
}

/// All that cargo says.
fn cargo(folder: &Path, args: &[&str]) -> Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(args)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", place::scratch("new-loaders-target"))
        .env("CLANG", compile::CLANG)
        .output()
        .context("cannot run cargo")?;
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    anyhow::ensure!(output.status.success(), "cargo {args:?}: {words}");
    Ok(words)
}

#[test]
fn copies_are_the_sources_of_this_repository() -> Result<()> {
    let mut wanted = Vec::new();
    for (folder, sources) in [
        ("generator", "src"),
        ("generator", "templates"),
        ("macros", "src"),
        ("model", "src"),
        ("runtime", "src"),
    ] {
        let folder = format!("{folder}/{sources}");
        for (path, bytes) in snapshot(&place::repository().join(&folder))? {
            wanted.push((format!("{folder}/{}", path.display()), bytes));
        }
    }
    let is_of_program = |path: &str| {
        let program = ["main.rs", "bin/", "cli/"];
        program
            .iter()
            .any(|part| path.starts_with(&format!("generator/src/{part}")))
    };
    wanted.retain(|(path, _)| !is_of_program(path));
    wanted.sort();
    let names = |list: &[(String, Vec<u8>)]| -> Vec<String> {
        list.iter().map(|(path, _)| path.clone()).collect()
    };
    let copied: Vec<(String, Vec<u8>)> = new::vendored()?
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .filter(|(path, _)| path.contains("/src/") || path.contains("/templates/"))
        .collect();
    assert_eq!(names(&copied), names(&wanted));
    for ((path, copy), (_, original)) in copied.iter().zip(&wanted) {
        assert!(copy == original, "{path} differs");
    }
    Ok(())
}

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
        ("..", "empty", "my-ops"),
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

    // A trait with mistakes is shown, and nothing is written.
    fs::write(root.join("src/ops.rs"), mine.replace("i32", "String"))?;
    fs::remove_file(root.join("build.rs"))?;
    let output = run(folder.path(), &["new", "player", "--force"])?;
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr)?.contains("nothing was written"));
    assert!(!root.join("build.rs").exists());
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
        structops_tests::tool::program()?.display()
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
    Ok(())
}

/// Cargo puts the subcommand's name before the arguments, and shows the help of it so.
#[test]
fn cargo_structops_is_the_same_program() -> Result<()> {
    let program = structops_tests::tool::program()?.with_file_name("cargo-structops");
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
