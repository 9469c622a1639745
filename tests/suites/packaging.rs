//! What a registry, or `cargo install`, would give to somebody who has no checkout.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, Result, ensure};
use structops_tests::tool::snapshot;
use structops_tests::{compile, examples, place};

/// The crates that are published, and their folders.
const PUBLISHED: [(&str, &str); 4] = [
    ("structops-model", "model"),
    ("structops-macros", "macros"),
    ("struct-ops", "runtime"),
    ("structops-gen", "generator"),
];

#[test]
fn every_published_crate_packs_and_the_packed_tool_works() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let packed = folder.path().join("packed");
    let mut pack = vec!["package", "--offline", "--allow-dirty", "--no-verify"];
    for (name, _) in PUBLISHED {
        pack.extend(["--package", name]);
    }
    let said = cargo(place::repository(), &pack, &packed)?;
    let words = String::from_utf8(said.stderr)?;
    ensure!(!words.contains("warning"), "{words}");

    let mut patches = Vec::new();
    for (name, of) in PUBLISHED {
        let unpacked = unpack(&packed, name, folder.path())?;
        for license in ["LICENSE-MIT", "LICENSE-APACHE", "README.md"] {
            let original = fs::read(place::repository().join(license))?;
            assert_eq!(
                fs::read(unpacked.join(license))?,
                original,
                "{name}: {license}"
            );
        }
        let sources = snapshot(&place::repository().join(of).join("src"))?;
        assert!(
            snapshot(&unpacked.join("src"))? == sources,
            "{name}: sources"
        );
        patches.push(format!(
            "patch.crates-io.{name}.path={:?}",
            unpacked.display().to_string()
        ));
    }

    let root = unpacked_folder("structops-gen", folder.path());
    let mut build = vec!["build", "--offline", "--config", "profile.dev.debug=0"];
    for patch in &patches {
        // A crate cannot take the place of itself.
        if !patch.contains("structops-gen.path") {
            build.extend(["--config", patch]);
        }
    }
    let target = place::scratch("packaging-target");
    cargo(&root, &build, &target)?;
    for program in ["structops-gen", "cargo-structops"] {
        check_tool(&target.join("debug").join(program), folder.path(), program)?;
    }
    Ok(())
}

/// The repository is hidden while the tool runs: another file system lies over it.
#[test]
fn an_installed_tool_needs_no_checkout() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let generator = place::repository().join("generator");
    let (generator, root) = (generator.to_string_lossy(), folder.path().to_string_lossy());
    // A debug build is what the other suites have made already.
    let install = [
        "install",
        "--quiet",
        "--offline",
        "--locked",
        "--debug",
        "--path",
        &*generator,
        "--root",
        &*root,
    ];
    cargo(place::repository(), &install, &place::target())?;
    let bin = folder.path().join("bin");
    for program in ["structops-gen", "cargo-structops"] {
        ensure!(bin.join(program).is_file(), "{program} is not installed");
    }
    let script =
        "mount -t tmpfs tmpfs \"$REPOSITORY\" && [ ! -e \"$REPOSITORY/Cargo.toml\" ] || exit 99
        set -e
        bin/structops-gen new player --with kfuncs,data,nullable,sleepable,many
        cd player
        ../bin/structops-gen generate --check
        rm kmod/Kbuild
        ../bin/structops-gen generate
        ../bin/structops-gen explain SO0012 >explained
        ls vendor/runtime/src/lib.rs kmod/Kbuild";
    let mut unshare = Command::new("unshare");
    if compile::run(Command::new("id").arg("-u"))?.trim() != "0" {
        unshare.arg("--map-root-user");
    }
    unshare
        .args(["--mount", "sh", "-c", script])
        .env("REPOSITORY", place::repository())
        .current_dir(folder.path());
    let words = compile::run(&mut unshare)?;
    assert!(words.contains("   create  player/vendor\n"), "{words}");
    assert!(words.contains("   create  kmod/Kbuild\n"), "{words}");
    assert!(place::repository().join("Cargo.toml").exists());
    Ok(())
}

#[test]
fn examples_and_tests_are_not_published() -> Result<()> {
    let folders = examples::all()?.into_iter().chain(examples::golden()?);
    let mut roots: Vec<PathBuf> = folders.map(|example| example.root).collect();
    roots.extend(["tests", "tests/ui", "runtime/fuzz"].map(|one| place::repository().join(one)));
    for root in roots {
        let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
        let line = "\npublish = false\n";
        assert!(manifest.contains(line), "{}", root.display());
    }
    Ok(())
}

/// Writes a project with a tool, and generates it again.
fn check_tool(tool: &Path, folder: &Path, name: &str) -> Result<()> {
    let project = format!("of-{name}");
    compile::run(
        Command::new(tool)
            .args(["new", &project])
            .current_dir(folder),
    )?;
    let root = folder.join(project);
    compile::run(
        Command::new(tool)
            .args(["generate", "--check"])
            .current_dir(&root),
    )?;
    // What is packed is what the checkout has: its copies are the same.
    for (path, text) in structops_gen::new::vendored()? {
        let copy = fs::read_to_string(root.join("vendor").join(&path));
        ensure!(copy.is_ok_and(|copy| copy == text), "{path} differs");
    }
    Ok(())
}

fn unpacked_folder(name: &str, folder: &Path) -> PathBuf {
    folder.join(format!("{name}-{}", env!("CARGO_PKG_VERSION")))
}

/// Packages carry old times: without new ones cargo would take builds of others for current.
fn unpack(packed: &Path, name: &str, folder: &Path) -> Result<PathBuf> {
    let unpacked = unpacked_folder(name, folder);
    let base = unpacked.file_name().context("a package has a name")?;
    let mut file = OsString::from(base);
    file.push(".crate");
    let mut tar = Command::new("tar");
    tar.args(["--extract", "--gzip", "--touch", "--file"]);
    tar.arg(packed.join("package").join(file));
    compile::run(tar.arg("--directory").arg(folder))?;
    Ok(unpacked)
}

fn cargo(folder: &Path, args: &[&str], target: &Path) -> Result<Output> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(args)
        .arg("--target-dir")
        .arg(target)
        .current_dir(folder)
        .output()
        .context("cannot run cargo")?;
    let words = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "cargo {args:?}: {words}");
    Ok(output)
}
