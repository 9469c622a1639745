//! A small crate whose `build.rs` calls the generator, built by cargo.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use structops_gen::project::Folders;
use structops_gen::source::Source;
use structops_gen::{plan, target, write};

use crate::{compile, place};

/// The trait of the project.
pub const TRAIT: &str = "#[struct_ops]\npub mod player {\n    pub struct Track {\n        pub id: u32,\n    }\n\n    \
    #[ops]\n    pub trait PlayerOps {\n        fn play(&self, track: &mut Track) -> i32 {\n            \
    0\n        }\n    }\n}\n";

/// The skeleton is a part of the crate; the runtime, and what links libbpf, is not.
const LIBRARY: &str = "//! Includes what the build script made.\n\n\
    /// The skeleton's text.\n\
    pub const SKELETON: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/player_ops.skel.rs\"));\n";

/// A project on disk, as `generate` leaves it, with a library in place of the loader.
#[derive(Debug)]
pub struct Project {
    name: &'static str,
    root: tempfile::TempDir,
}

impl Project {
    /// Writes the project into a folder of its own, as a package of that name.
    ///
    /// # Errors
    ///
    /// Files that cannot be written.
    pub fn new(name: &'static str) -> Result<Self> {
        let root = tempfile::tempdir()?;
        let project = Self { name, root };
        let generator = place::repository().join("generator");
        project.write("src/ops.rs", TRAIT)?;
        project.write("src/lib.rs", LIBRARY)?;
        project.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[build-dependencies.structops-gen]\n\
                 path = \"{}\"\ndefault-features = false\nfeatures = [\"build\"]\n\n[workspace]\n",
                generator.display()
            ),
        )?;
        fs::copy(
            place::repository().join("Cargo.lock"),
            project.path("Cargo.lock"),
        )?;
        project.generate()?;
        // The library stands in for the loader.
        fs::remove_file(project.path("src/main.rs"))?;
        Ok(project)
    }

    fn generate(&self) -> Result<()> {
        let folders = Folders::of_project(self.root.path())?;
        let interface = Source::of_text("ops.rs", TRAIT)
            .interface()
            .ok()
            .context("the trait has a mistake")?;
        let files = target::render_interface(&interface, folders.paths(), &[])?;
        write::write(&plan::plan(files, &folders, false)?)?;
        Ok(())
    }

    /// Where a file of the project lies.
    pub fn path(&self, file: &str) -> PathBuf {
        self.root.path().join(file)
    }

    /// Writes a file, and the folders above it.
    ///
    /// # Errors
    ///
    /// A file that cannot be written.
    pub fn write(&self, file: &str, text: &str) -> Result<()> {
        let path = self.path(file);
        fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    /// The text of a file.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn read(&self, file: &str) -> Result<String> {
        fs::read_to_string(self.path(file)).with_context(|| format!("cannot read {file}"))
    }

    /// Builds with that clang. All projects share a target folder, so that the generator is
    /// compiled once.
    fn build(&self, clang: &str) -> Result<Output> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Command::new(cargo)
            .args(["build", "--offline", "--message-format", "json"])
            .current_dir(self.root.path())
            .env("CARGO_TARGET_DIR", place::scratch("build-door"))
            .env("CLANG", clang)
            .output()
            .context("cannot run cargo")
    }

    /// Builds, and says where `OUT_DIR` is and whether anything had to be done.
    ///
    /// # Errors
    ///
    /// A build that failed, or messages that are not cargo's.
    pub fn built(&self) -> Result<(PathBuf, bool)> {
        let output = self.build(compile::CLANG)?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{said}");
        let messages = String::from_utf8(output.stdout)?;
        let messages: Vec<Value> = messages
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        let of_mine = |message: &&Value| {
            message
                .get("package_id")
                .and_then(Value::as_str)
                .is_some_and(|id| id.contains(&*self.root.path().to_string_lossy()))
        };
        let out = messages
            .iter()
            .filter(of_mine)
            .find_map(|message| message.get("out_dir")?.as_str())
            .context("no build script was run")?;
        let was_fresh = messages
            .iter()
            .filter(of_mine)
            .filter_map(|message| message.get("fresh")?.as_bool())
            .all(|fresh| fresh);
        Ok((out.into(), was_fresh))
    }

    /// What cargo shows of the build script that fails.
    ///
    /// # Errors
    ///
    /// A cargo that cannot be run.
    pub fn refused(&self, clang: &str) -> Result<String> {
        let output = self.build(clang)?;
        let said = String::from_utf8(output.stderr)?;
        ensure!(
            output.status.code() == Some(101) && !said.contains("panicked"),
            "{}: {said}",
            self.name
        );
        Ok(said)
    }

    /// Every file and when it was written; the lock file is cargo's own.
    ///
    /// # Errors
    ///
    /// A folder that cannot be read.
    pub fn files(&self) -> Result<Vec<(PathBuf, SystemTime)>> {
        let mut found = Vec::new();
        files_below(self.root.path(), &mut found)?;
        found.retain(|(path, _)| !path.ends_with("Cargo.lock"));
        found.sort();
        Ok(found)
    }
}

fn files_below(folder: &Path, found: &mut Vec<(PathBuf, SystemTime)>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files_below(&path, found)?;
        } else {
            let written = fs::metadata(&path)?.modified()?;
            found.push((path, written));
        }
    }
    Ok(())
}
