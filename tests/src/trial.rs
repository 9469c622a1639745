//! A project for `structops-gen test`: the example attach-detach in a folder of its own, with
//! a user's file in its module.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, ensure};

use crate::{compile, place, tool};

/// A copy of the example, outside of the workspace.
#[derive(Debug)]
pub struct Project {
    root: tempfile::TempDir,
}

impl Project {
    /// Copies example and module.
    ///
    /// # Errors
    ///
    /// Files that cannot be copied.
    pub fn new() -> Result<Self> {
        let root = tempfile::tempdir()?;
        let repository = place::repository();
        let example = repository.join("example-ops/attach-detach");
        copy(&example.join("src"), &root.path().join("src"))?;
        fs::copy(example.join("build.rs"), root.path().join("build.rs"))?;
        copy(
            &repository.join("kmod-out/session"),
            &root.path().join("kmod"),
        )?;
        fs::copy(
            repository.join("Cargo.lock"),
            root.path().join("Cargo.lock"),
        )?;
        fs::write(root.path().join("Cargo.toml"), manifest("session"))?;
        Ok(Self { root })
    }

    /// A type of Linux as a user takes it over: imported, generated, and nothing else.
    ///
    /// # Errors
    ///
    /// A step that fails.
    pub fn imported(tag: &str, vmlinux: &Path) -> Result<Self> {
        let root = tempfile::tempdir()?;
        let folder = root.path();
        fs::create_dir(folder.join("src"))?;
        fs::copy(
            place::repository().join("Cargo.lock"),
            folder.join("Cargo.lock"),
        )?;
        fs::write(folder.join("Cargo.toml"), manifest("imported"))?;
        let vmlinux = vmlinux.to_string_lossy();
        for args in [
            &["import", tag, "--btf", &vmlinux, "-o", "src/ops.rs"][..],
            &["generate", "--target", "bpf,loader"],
        ] {
            let run = tool::run(folder, args)?;
            ensure!(run.status.success(), "{args:?}: {run:?}");
        }
        Ok(Self { root })
    }

    /// Where a file of the project lies.
    pub fn path(&self, file: &str) -> PathBuf {
        self.root.path().join(file)
    }

    /// Replaces a text in a file.
    ///
    /// # Errors
    ///
    /// A file that does not have it.
    pub fn replace(&self, file: &str, from: &str, to: &str) -> Result<()> {
        let path = self.path(file);
        let text = fs::read_to_string(&path)?;
        text.find(from)
            .context("the text to replace is not there")?;
        Ok(fs::write(&path, text.replacen(from, to, 1))?)
    }
}

/// A manifest outside of the workspace.
///
/// Projects are built side by side in one target folder, where a program of the same name would
/// take the place of another project's.
fn manifest(name: &str) -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!(
        "[package]\nname = \"{name}-trial-{count}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nclap = {{ version = \"4.6\", features = [\"derive\"] }}\n\
         ctrlc = {{ version = \"3.5\", features = [\"termination\"] }}\nlibbpf-rs = \"0.27\"\n\
         struct-ops = {{ path = \"{0}/runtime\" }}\n\n[build-dependencies.structops-gen]\n\
         path = \"{0}/generator\"\ndefault-features = false\nfeatures = [\"build\"]\n\n[workspace]\n",
        place::repository().display()
    )
}

/// `structops-gen test` in a folder, with no terminal and no input.
///
/// # Errors
///
/// A tool that does not build.
pub fn command(folder: &Path) -> Result<Command> {
    let mut command = Command::new(tool::program()?);
    command
        .arg("test")
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", place::target())
        .env("CARGO_NET_OFFLINE", "true")
        .stdin(Stdio::null());
    if std::env::var_os("CLANG").is_none() {
        command.env("CLANG", compile::CLANG);
    }
    Ok(command)
}

/// What a run said: its status, and both outputs.
///
/// # Errors
///
/// A tool that cannot be run.
pub fn said(command: &mut Command) -> Result<(Option<i32>, String)> {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output()?;
    let text = String::from_utf8(stdout)? + &String::from_utf8(stderr)?;
    Ok((status.code(), text))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
