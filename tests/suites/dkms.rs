//! DKMS builds and installs the module of a new project, and warns where that is of no use.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, Result, ensure};
use struct_ops::btf::Btf;
use structops_gen::vm::Kernel;
use structops_tests::tool::said;
use structops_tests::{compile, kernels};

/// A machine of its own for dkms: its tree, its sources, its installed modules.
struct Root {
    folder: tempfile::TempDir,
    kernel: Kernel,
    headers: PathBuf,
}

impl Root {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let kernel = kernels::wanted()?.into_iter().next().context("no kernel")?;
        let path = folder.path();
        fs::create_dir_all(path.join("tree"))?;
        fs::create_dir_all(path.join("modules").join(&kernel.release))?;
        said(path, &["new", "player"])?;
        fs::create_dir(path.join("src"))?;
        fs::rename(path.join("player/kmod"), path.join("src/player-0.1.0"))?;
        let headers = kernel.headers.clone();
        Ok(Self {
            folder,
            kernel,
            headers,
        })
    }

    fn dkms(&self, command: &str) -> Result<Output> {
        let path = self.folder.path();
        let mut dkms = Command::new("dkms");
        dkms.arg(command).arg("player/0.1.0");
        for (option, folder) in [
            ("--dkmstree", path.join("tree")),
            ("--sourcetree", path.join("src")),
            ("--installtree", path.join("modules")),
            ("--kernelsourcedir", self.headers.clone()),
        ] {
            dkms.arg(option).arg(folder);
        }
        dkms.args(["-k", &self.kernel.release, "--no-depmod"]);
        dkms.output().context("cannot run dkms")
    }

    /// The same headers without some of their files.
    fn without(&mut self, names: &[&str]) -> Result<()> {
        let beside = self.kernel.headers.parent().context("no folder")?;
        let own = self.kernel.headers.file_name().context("no name")?;
        let parent = self.folder.path().join("headers");
        fs::create_dir(&parent)?;
        // A Makefile of headers includes one beside them.
        link_all(beside, &parent, &[own])?;
        let copy = parent.join(own);
        fs::create_dir(&copy)?;
        link_all(&self.kernel.headers, &copy, names)?;
        self.headers = copy;
        Ok(())
    }
}

#[test]
fn a_new_project_is_built_and_installed() -> Result<()> {
    let root = Root::new()?;
    let output = root.dkms("install")?;
    let said = words(&output);
    ensure!(output.status.success(), "{said}");
    ensure!(!said.contains("warning:"), "{said}");
    let modules = root
        .folder
        .path()
        .join("modules")
        .join(&root.kernel.release);
    let installed = installed(&modules)?;
    ensure!(installed.len() == 1, "{installed:?}");
    let mut ko = installed.into_iter().next().context("counted")?;
    if ko.extension().is_some_and(|ending| ending == "xz") {
        compile::run(Command::new("xz").args(["--decompress", "--keep"]).arg(&ko))?;
        ko.set_extension("");
    }
    // dkms strips what it installs.
    let vmlinux = Btf::of_file(&root.headers.join("vmlinux"), None)?;
    let types = Btf::of_file(&ko, Some(&vmlinux))?.types();
    ensure!(types == ["player_ops"], "{types:?}");
    fs::remove_file(&ko)?;
    let removed = root.dkms("remove")?;
    ensure!(removed.status.success(), "{}", words(&removed));
    Ok(())
}

#[test]
fn headers_without_types_are_warned_of_and_the_build_fails() -> Result<()> {
    let mut root = Root::new()?;
    root.without(&["vmlinux"])?;
    let output = root.dkms("build")?;
    let said = words(&output);
    ensure!(!output.status.success(), "{said}");
    ensure!(
        said.contains("warning: ") && said.contains("has no vmlinux"),
        "{said}"
    );
    ensure!(said.contains("the cure: "), "{said}");
    let log = fs::read_to_string(root.folder.path().join("tree/player/0.1.0/build/make.log"))?;
    ensure!(log.contains("player.ko has no BTF"), "{log}");
    Ok(())
}

#[test]
fn kernels_without_types_of_modules_are_left_out() -> Result<()> {
    let mut root = Root::new()?;
    root.without(&[".config"])?;
    let config = fs::read_to_string(root.kernel.headers.join(".config"))?;
    let config = config.replace("CONFIG_DEBUG_INFO_BTF_MODULES=y\n", "");
    fs::write(root.headers.join(".config"), config)?;
    let output = root.dkms("build")?;
    let said = words(&output);
    ensure!(said.contains("BUILD_EXCLUSIVE"), "{said}");
    Ok(())
}

fn link_all(from: &Path, to: &Path, except: &[impl AsRef<OsStr>]) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if !except.iter().any(|gone| name == gone.as_ref()) {
            symlink(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}

fn installed(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(installed(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

fn words(output: &Output) -> String {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}
