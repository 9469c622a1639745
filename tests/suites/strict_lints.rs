//! `#[struct_ops]` in a crate that forbids and denies all it can: what the attribute adds
//! is clean, and what the user wrote is judged as if the attribute were not there. It has
//! no `std` either.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use structops_tests::{compile, pages, place};

/// The crate's own lints.
const LINTS: &str = "//! Every sample and every right example, under strict lints.

#![forbid(unused_variables)]
#![deny(warnings, clippy::all, clippy::pedantic)]
";

#[test]
fn clippy_is_silent_about_samples_and_right_examples() -> Result<()> {
    let root = place::scratch("strict-lints");
    let source = root.join("src");
    if source.exists() {
        fs::remove_dir_all(&source)?;
    }
    fs::create_dir_all(&source)?;
    let mut modules = LINTS.to_owned();
    for sample in fs::read_dir(place::repository().join("tests/samples"))? {
        let sample = sample?.path();
        let name = sample.file_stem().context("a sample has a name")?;
        let name = name.to_string_lossy();
        fs::copy(&sample, source.join(format!("{name}.rs")))?;
        let _ = write!(
            modules,
            "\n/// A sample.\n#[deny(missing_docs)]\npub mod {name};\n"
        );
    }
    for example in pages::examples().filter(|example| example.is("right")) {
        let name = example.rule.code.to_lowercase();
        let text = format!("use struct_ops::prelude::*;\n\n{}", example.code);
        fs::write(source.join(format!("{name}.rs")), text)?;
        let _ = write!(modules, "\n/// The example of a page.\npub mod {name};\n");
    }
    fs::write(source.join("lib.rs"), modules)?;
    write_manifest(&root)?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut clippy = Command::new(cargo);
    clippy
        .args(["clippy", "--offline", "--quiet"])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", root.join("target"));
    compile::run(&mut clippy).map(drop)
}

/// The versions are those of the workspace; the runtime comes without its loader.
fn write_manifest(root: &Path) -> Result<()> {
    let runtime = place::repository().join("runtime");
    let manifest = format!(
        "[package]\nname = \"strict-lints\"\nedition = \"2024\"\n\n[dependencies]\n\
         struct-ops = {{ path = \"{}\", default-features = false }}\n\n[workspace]\n",
        runtime.display()
    );
    fs::write(root.join("Cargo.toml"), manifest)?;
    fs::copy(
        place::repository().join("Cargo.lock"),
        root.join("Cargo.lock"),
    )?;
    Ok(())
}
