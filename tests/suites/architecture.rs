//! The rules of the house that no compiler checks.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use structops_tests::{compile, examples, place};

/// What a user crate compiles before its own code because of the attribute.
const OF_THE_MACRO: &[&str] = &[
    "structops-macros",
    "structops-model",
    "syn",
    "quote",
    "proc-macro2",
    "unicode-ident",
];

#[test]
fn the_macros_tree_is_syn_quote_and_proc_macro2() -> Result<()> {
    assert_eq!(tree(&["--package", "structops-macros"])?, set(OF_THE_MACRO));
    Ok(())
}

/// In a crate whose build script is the generator, macro and generator are compiled for one
/// machine and share the features of their crates: that adds none to the macro's.
#[test]
fn a_build_script_adds_nothing_to_the_macros_tree() -> Result<()> {
    for example in examples::all()? {
        let lines = lines_of_tree(&[
            "--package",
            &example.name,
            "--edges",
            "normal,build",
            "--prefix",
            "depth",
            "--no-dedupe",
        ])?;
        assert!(
            lines.iter().any(|line| line.contains("handlebars")),
            "{} does without the generator",
            example.name
        );
        assert_eq!(
            below("structops-macros", &lines),
            set(OF_THE_MACRO),
            "{}",
            example.name
        );
    }
    Ok(())
}

/// The names of a crate and of all that stands below it in a tree with depths.
fn below(name: &str, lines: &[String]) -> BTreeSet<String> {
    let lines: Vec<(usize, &str)> = lines
        .iter()
        .filter_map(|line| {
            let digits = line.find(|c: char| !c.is_ascii_digit())?;
            let (depth, package) = line.split_at(digits);
            Some((depth.parse().ok()?, package.split(' ').next()?))
        })
        .collect();
    let mut found = BTreeSet::new();
    let mut top = None;
    for (depth, package) in lines {
        if package == name {
            top = Some(depth);
        } else if top.is_some_and(|top| depth <= top) {
            top = None;
        }
        if top.is_some() {
            found.insert(package.to_owned());
        }
    }
    found
}

/// A crate that only describes types links nothing.
#[test]
fn the_runtime_without_its_loader_is_the_macro_libc_and_a_hash() -> Result<()> {
    let found = tree(&["--package", "struct-ops", "--no-default-features"])?;
    let extra: Vec<_> = found
        .difference(&tree(&["--package", "structops-macros"])?)
        .cloned()
        .collect();
    assert_eq!(extra, ["fnv", "libc", "struct-ops"]);
    Ok(())
}

/// A build script needs neither a command line nor a virtual machine.
#[test]
fn the_generator_without_its_command_line_has_none() -> Result<()> {
    let found = tree(&["--package", "structops-gen", "--no-default-features"])?;
    for unwanted in ["clap", "anstream", "cpio", "libbpf-sys"] {
        assert!(!found.contains(unwanted), "{unwanted}");
    }
    Ok(())
}

/// The feature `build` is libbpf-cargo and what that brings along, clap among it.
#[test]
fn a_build_script_gets_libbpf_cargo_and_nothing_else() -> Result<()> {
    let plain = ["--package", "structops-gen", "--no-default-features"];
    let with_build = [&plain[..], &["--features", "build"]].concat();
    let direct = |args: &[&str]| tree(&[args, &["--depth", "1"]].concat());
    let extra: Vec<String> = direct(&with_build)?
        .difference(&direct(&plain)?)
        .cloned()
        .collect();
    assert_eq!(extra, ["libbpf-cargo"]);
    let mut of_libbpf_cargo = with_build.clone();
    of_libbpf_cargo.extend(["--edges", "normal", "--prefix", "depth", "--no-dedupe"]);
    let mut allowed = below("libbpf-cargo", &lines_of_tree(&of_libbpf_cargo)?);
    allowed.extend(tree(&plain)?);
    assert_eq!(tree(&with_build)?, allowed);
    for unwanted in ["cpio", "include_dir"] {
        assert!(!allowed.contains(unwanted), "{unwanted}");
    }
    Ok(())
}

#[test]
fn the_model_does_no_input_or_output() -> Result<()> {
    for file in rust_files("model/src")? {
        let text = fs::read_to_string(&file)?;
        for word in [
            "std::fs",
            "std::io",
            "std::env",
            "std::net",
            "std::process",
            "println!",
        ] {
            assert!(!text.contains(word), "{} uses {word}", file.display());
        }
    }
    Ok(())
}

/// Kernel releases are rows of the model's tables; other code asks for a feature.
#[test]
fn kernel_releases_are_written_nowhere_else() -> Result<()> {
    let words = [
        "KERNEL_VERSION",
        "LINUX_VERSION",
        "Release {",
        "minor:",
        ".minor",
        ".major",
    ];
    let tables = place::repository().join("model/src/kernel");
    for folder in [
        "model/src",
        "generator/src",
        "macros/src",
        "runtime/src",
        "templates",
    ] {
        for file in files(&place::repository().join(folder))? {
            let text = fs::read_to_string(&file)?;
            let found = words.iter().find(|word| text.contains(**word));
            assert!(
                found.is_none() || file.starts_with(&tables),
                "{}: {found:?}",
                file.display()
            );
        }
    }
    // The words are those that the tables are written in.
    let features = fs::read_to_string(tables.join("features.rs"))?;
    assert!(features.contains("Release {") && features.contains("minor:"));
    Ok(())
}

/// Whoever reads BTF past the one reader has its bounds to keep as well.
#[test]
fn btf_is_read_in_one_place() -> Result<()> {
    // The parser of ELF, and libbpf's functions on BTF of others than itself.
    let words = [
        "object::",
        "btf__parse",
        "btf__new",
        "btf__load",
        "btf__relocate",
        "btf__type_by_id",
        "btf_dump__",
        "libbpf_rs::btf",
    ];
    let reader = ["runtime/src/btf", "runtime/src/sys"];
    let reader = reader.map(|folder| place::repository().join(folder));
    let mut inside = BTreeSet::new();
    for folder in [
        "model/src",
        "macros/src",
        "runtime/src",
        "generator/src",
        "example-ops",
    ] {
        for file in rust_files(folder)? {
            let text = fs::read_to_string(&file)?;
            let found = words.iter().copied().filter(|word| text.contains(word));
            if reader.iter().any(|folder| file.starts_with(folder)) {
                inside.extend(found);
            } else {
                assert_eq!(found.collect::<Vec<_>>(), [""; 0], "{}", file.display());
            }
        }
    }
    // The words are those that the reader is written in.
    for word in ["object::", "btf__new", "btf_dump__"] {
        assert!(inside.contains(word), "{word}");
    }
    Ok(())
}

#[test]
fn files_stay_readable_in_one_sitting() -> Result<()> {
    for folder in [
        "model",
        "macros/src",
        "runtime/src",
        "generator/src",
        "tests/src",
        "tests/suites",
    ] {
        for file in rust_files(folder)? {
            let lines = fs::read_to_string(&file)?.lines().count();
            assert!(lines <= 400, "{} has {lines} lines", file.display());
        }
    }
    Ok(())
}

/// The names of the crates that a package compiles, itself included.
fn tree(args: &[&str]) -> Result<BTreeSet<String>> {
    let lines = lines_of_tree(&[&["--edges", "normal", "--prefix", "none"], args].concat())?;
    Ok(lines
        .iter()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect())
}

/// What `cargo tree` shows.
fn lines_of_tree(args: &[&str]) -> Result<Vec<String>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["tree", "--format", "{p}"]).args(args);
    let text = compile::run(command.current_dir(place::repository()))?;
    Ok(text.lines().map(str::to_owned).collect())
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn rust_files(folder: &str) -> Result<Vec<PathBuf>> {
    let mut found = files(&place::repository().join(folder))?;
    found.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    Ok(found)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}
