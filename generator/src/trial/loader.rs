//! Builds the loader with cargo, and finds what came out.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::{Error, Setup, limits};
use crate::vm::program;

/// What cargo built.
#[derive(Debug, Default)]
pub(super) struct Loader {
    /// The program that attaches.
    pub(super) program: PathBuf,
    /// Every program of the crate, that one among them.
    pub(super) programs: Vec<PathBuf>,
    /// The BPF objects.
    pub(super) objects: Vec<PathBuf>,
}

/// What `cargo metadata` says of the crate.
#[derive(Debug)]
pub(super) struct Crate {
    name: String,
    default_run: Option<String>,
    manifest: PathBuf,
    /// Where cargo builds.
    pub(super) target: PathBuf,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    target_directory: PathBuf,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    default_run: Option<String>,
    manifest_path: PathBuf,
}

/// A line of `cargo build --message-format=json`.
#[derive(Deserialize)]
struct Message {
    reason: String,
    manifest_path: Option<PathBuf>,
    package_id: Option<String>,
    target: Option<Target>,
    executable: Option<PathBuf>,
    out_dir: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

/// Asks cargo about the crate.
pub(super) fn describe(setup: &Setup) -> Result<Crate, Error> {
    let manifest = setup.root.join("Cargo.toml");
    let manifest = std::fs::canonicalize(&manifest).map_err(|source| Error::Io {
        action: "find",
        path: manifest,
        source,
    })?;
    let mut command = cargo()?;
    command
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .arg("--manifest-path")
        .arg(&manifest);
    let (text, status) = program::merged_output(command, limits::LOADER)?;
    // Warnings of cargo's stand before it.
    let json = text.lines().find(|line| line.starts_with('{'));
    let Some(json) = json.filter(|_| status.success()) else {
        return Err(Error::LoaderBuild { output: text });
    };
    let misunderstood = |why: String| Error::Cargo {
        command: "metadata",
        why,
    };
    let metadata: Metadata =
        serde_json::from_str(json).map_err(|error| misunderstood(error.to_string()))?;
    let package = metadata
        .packages
        .into_iter()
        .find(|package| package.manifest_path == manifest)
        .ok_or_else(|| misunderstood("it does not list this crate".to_owned()))?;
    Ok(Crate {
        name: package.name,
        default_run: package.default_run,
        manifest,
        target: metadata.target_directory,
    })
}

/// Builds the crate's programs.
pub(super) fn build(krate: &Crate) -> Result<Loader, Error> {
    let mut command = cargo()?;
    command
        .args(["build", "--message-format=json-render-diagnostics"])
        .arg("--manifest-path")
        .arg(&krate.manifest);
    let (text, status) = program::merged_output(command, limits::LOADER)?;
    let (messages, words): (Vec<&str>, Vec<&str>) = text
        .lines()
        .partition(|line| line.starts_with("{\"reason\":"));
    if !status.success() {
        return Err(Error::LoaderBuild {
            output: words.join("\n"),
        });
    }
    let loader = find_products(krate, &messages)?;
    loader.ok_or_else(|| Error::NoLoader {
        package: krate.name.clone(),
    })
}

fn find_products(krate: &Crate, messages: &[&str]) -> Result<Option<Loader>, Error> {
    let mut loader = Loader::default();
    let mut names = Vec::new();
    let mut id = None;
    let mut out_dirs = Vec::new();
    for line in messages {
        let message: Message = serde_json::from_str(line).map_err(|error| Error::Cargo {
            command: "build",
            why: error.to_string(),
        })?;
        match (message.reason.as_str(), message.target) {
            ("compiler-artifact", Some(target))
                if message.manifest_path.as_ref() == Some(&krate.manifest) =>
            {
                id = message.package_id;
                let is_program = target.kind.iter().any(|kind| kind == "bin");
                if let Some(program) = message.executable.filter(|_| is_program) {
                    loader.programs.push(program);
                    names.push(target.name);
                }
            }
            ("build-script-executed", _) => out_dirs.push((message.package_id, message.out_dir)),
            _ => {}
        }
    }
    let own = out_dirs.into_iter().filter(|(of, _)| *of == id);
    for folder in own.filter_map(|(_, folder)| folder) {
        loader.objects.extend(objects_in(&folder));
    }
    let chosen = choose(krate, &names).and_then(|at| loader.programs.get(at).cloned());
    Ok(chosen.map(|program| Loader { program, ..loader }))
}

/// The program that `cargo run` would run, that of the crate's name, or the first.
fn choose(krate: &Crate, names: &[String]) -> Option<usize> {
    let wanted = krate.default_run.as_ref().unwrap_or(&krate.name);
    let found = names.iter().position(|name| name == wanted);
    found.or_else(|| (!names.is_empty()).then_some(0))
}

fn objects_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut objects: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".bpf.o"))
        .collect();
    objects.sort();
    objects
}

/// The cargo that runs us, if one does.
fn cargo() -> Result<Command, Error> {
    let cargo = match std::env::var_os("CARGO") {
        Some(cargo) if Path::new(&cargo).is_file() => PathBuf::from(cargo),
        _ => program::find("cargo")?,
    };
    let mut command = program::bound_to_us(&cargo)?;
    // Lines for a pipe, whatever the user's configuration says.
    command
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_TERM_PROGRESS_WHEN", OsString::from("never"));
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn player(default_run: Option<&str>) -> Crate {
        Crate {
            name: "player".to_owned(),
            default_run: default_run.map(str::to_owned),
            manifest: PathBuf::from("/p/Cargo.toml"),
            target: PathBuf::from("/p/target"),
        }
    }

    #[test]
    fn the_programs_of_the_crate_alone_count() {
        let artifact = |manifest: &str, name: &str, kind: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","manifest_path":"{manifest}","package_id":"id of {manifest}","target":{{"name":"{name}","kind":["{kind}"]}},"executable":"/t/{name}"}}"#
            )
        };
        let lines = [
            artifact("/other/Cargo.toml", "other", "bin"),
            artifact("/p/Cargo.toml", "build-script-build", "custom-build"),
            artifact("/p/Cargo.toml", "extra", "bin"),
            artifact("/p/Cargo.toml", "player", "bin"),
            r#"{"reason":"build-finished","success":true}"#.to_owned(),
        ];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let found = find_products(&player(None), &lines).unwrap().unwrap();
        assert_eq!(found.program, Path::new("/t/player"));
        assert_eq!(found.programs.len(), 2);
        let found = find_products(&player(Some("extra")), &lines).unwrap();
        assert_eq!(found.unwrap().program, Path::new("/t/extra"));
        assert!(find_products(&player(None), &lines[..2]).unwrap().is_none());
    }
}
