//! What `new` writes: it generates, compiles and is clean, whatever parts it starts with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use structops_gen::new;
use structops_gen::vm::{Options, build};
use structops_tests::tool::{run, said, snapshot};
use structops_tests::{compile, kernels, place};

/// What lies beside the module's sources.
const OF_NO_C: [&str; 3] = [".gitignore", "dkms.conf", "dkms-check.sh"];

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
            .filter(|path| !OF_NO_C.iter().any(|name| path.ends_with(name)))
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
        .env("CARGO_TARGET_DIR", place::projects())
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
