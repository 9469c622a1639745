//! The crates of ours that a project is built with: copies inside the tool, as long as no
//! registry has them.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use serde::Serialize;
use toml::{Table, Value};

use super::Error;

/// Manifests, and the sources of all crates but this one.
static CRATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/vendor");

/// The sources of this crate.
static SOURCES: Dir = include_dir!("$CARGO_MANIFEST_DIR/src");

/// The templates of this crate.
static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The texts of the licences, which go along with every copy.
const LICENSES: &[(&str, &str)] = &[
    ("LICENSE-APACHE", include_str!("../../LICENSE-APACHE")),
    ("LICENSE-MIT", include_str!("../../LICENSE-MIT")),
];

/// What a project's crate takes from registries.
const OF_LOADER: &[&str] = &["clap", "ctrlc", "humantime", "libbpf-rs"];

/// The folders of the copies, which are those of the repository.
const FOLDERS: &[&str] = &["generator", "macros", "model", "runtime"];

/// The program's part of this crate, which copies do without: with it they would have to
/// carry copies themselves.
const PROGRAM: &[&str] = &["main.rs", "bin", "cli"];

/// What a manifest loses with the program, with tests and with examples.
const DROPPED: &[&str] = &["bin", "dev-dependencies", "example"];

/// Where a project has our crates from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Crates {
    /// Copies in `vendor/`.
    Vendored,
    /// A checkout of the repository.
    Checkout(PathBuf),
    /// A repository that cargo fetches.
    Git(String),
}

impl Crates {
    /// What `--struct-ops` names: a folder, or else a repository's URL.
    ///
    /// # Errors
    ///
    /// A folder that is no checkout.
    pub fn of(place: &str) -> Result<Self, Error> {
        let is_url = place.contains("://") || place.starts_with("git@");
        if is_url {
            return Ok(Self::Git(place.to_owned()));
        }
        let path = Path::new(place);
        let is_there = |folder: &str| path.join(folder).join("Cargo.toml").is_file();
        match path.canonicalize() {
            Ok(path) if is_there("runtime") && is_there("generator") => Ok(Self::Checkout(path)),
            _ => Err(Error::NoCheckout(path.to_owned())),
        }
    }

    /// The source of the crate in a folder of the repository, as a dependency's table has it.
    pub(super) fn source_of(&self, folder: &str) -> String {
        let (key, place) = match self {
            Self::Vendored => ("path", format!("vendor/{folder}")),
            Self::Checkout(root) => ("path", root.join(folder).to_string_lossy().into_owned()),
            Self::Git(url) => ("git", url.clone()),
        };
        format!("{key} = {}", Value::String(place))
    }
}

/// A line of `[dependencies]`.
#[derive(Serialize)]
pub(super) struct Dependency {
    pub(super) name: String,
    pub(super) source: String,
}

/// The manifest of the workspace that the tool was built from.
pub(super) struct Workspace(Table);

const WORKSPACE: &str = "workspace.toml";

impl Workspace {
    pub(super) fn own() -> Result<Self, Error> {
        manifest(WORKSPACE).map(Self)
    }

    fn table(&self, name: &str) -> Result<&Table, Error> {
        let workspace = self.0.get("workspace").and_then(Value::as_table);
        workspace
            .and_then(|table| table.get(name)?.as_table())
            .ok_or(Error::Manifest(WORKSPACE))
    }

    /// What all packages say alike.
    pub(super) fn package(&self, field: &str) -> Result<String, Error> {
        let value = self.table("package")?.get(field).and_then(Value::as_str);
        Ok(value.ok_or(Error::Manifest(WORKSPACE))?.to_owned())
    }

    /// What a loader is made of, in the versions that the tool was built with.
    pub(super) fn dependencies_of_loader(&self) -> Result<Vec<Dependency>, Error> {
        let known = self.table("dependencies")?;
        let dependency = |name: &&str| {
            let value = known.get(*name).ok_or(Error::Manifest(WORKSPACE))?;
            Ok(Dependency {
                name: (*name).to_owned(),
                source: value.to_string(),
            })
        };
        OF_LOADER.iter().map(dependency).collect()
    }
}

/// Names that a project cannot have, since it depends on crates of these names.
pub(super) fn is_dependency(name: &str) -> bool {
    let ours = [
        "struct-ops",
        "structops-gen",
        "structops-macros",
        "structops-model",
    ];
    OF_LOADER.contains(&name) || ours.contains(&name)
}

/// The copies as a workspace of their own: every file with its text.
///
/// # Errors
///
/// Manifests inside the tool that are not as this code expects them.
pub fn vendored() -> Result<Vec<(String, String)>, Error> {
    let mut files = vec![("Cargo.toml".to_owned(), workspace_manifest()?)];
    for folder in FOLDERS {
        let text = crate_manifest(folder)?;
        files.push((format!("{folder}/Cargo.toml"), text));
    }
    let licenses = LICENSES
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    files.extend(licenses);
    let mut sources = Vec::new();
    sources_below(&CRATES, "", &mut sources);
    sources_below(&SOURCES, "generator/src/", &mut sources);
    sources_below(&TEMPLATES, "generator/templates/", &mut sources);
    files.extend(sources.into_iter().filter(|(path, _)| is_copied(path)));
    files.sort();
    Ok(files)
}

fn is_copied(path: &str) -> bool {
    let of_program = path
        .strip_prefix("generator/src/")
        .and_then(|rest| rest.split('/').next());
    let is_manifest = Path::new(path).extension().is_some_and(|end| end == "toml");
    !is_manifest && !of_program.is_some_and(|first| PROGRAM.contains(&first))
}

fn sources_below(folder: &Dir<'_>, prefix: &str, files: &mut Vec<(String, String)>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(text) = file.contents_utf8() {
            files.push((format!("{prefix}{path}"), text.to_owned()));
        }
    }
    for below in folder.dirs() {
        sources_below(below, prefix, files);
    }
}

/// The manifest of the repository, for these members only.
fn workspace_manifest() -> Result<String, Error> {
    let mut table = manifest(WORKSPACE)?;
    let broken = Error::Manifest(WORKSPACE);
    let Some(workspace) = table.get_mut("workspace").and_then(Value::as_table_mut) else {
        return Err(broken);
    };
    let members = FOLDERS.iter().map(|&folder| Value::from(folder));
    workspace.insert("members".to_owned(), Value::Array(members.collect()));
    workspace.remove("default-members");
    let used = used_dependencies()?;
    if let Some(known) = workspace
        .get_mut("dependencies")
        .and_then(Value::as_table_mut)
    {
        known.retain(|name, _| used.iter().any(|one| one == name));
    }
    // The program's part of the generator is not there to be asked for.
    let lint = "level = \"warn\"\ncheck-cfg = ['cfg(feature, values(\"cli\"))']";
    let lint: Table = toml::from_str(lint).map_err(|_| Error::Manifest(WORKSPACE))?;
    let lints = workspace
        .get_mut("lints")
        .and_then(|lints| lints.get_mut("rust")?.as_table_mut());
    lints
        .ok_or(broken)?
        .insert("unexpected_cfgs".to_owned(), Value::Table(lint));
    written(&table)
}

/// The dependencies of any of the copies.
fn used_dependencies() -> Result<Vec<String>, Error> {
    let mut used = Vec::new();
    for folder in FOLDERS {
        if let Some(Value::Table(table)) = crate_table(folder)?.get("dependencies") {
            used.extend(table.keys().cloned());
        }
    }
    Ok(used)
}

fn crate_manifest(folder: &str) -> Result<String, Error> {
    written(&crate_table(folder)?)
}

fn crate_table(folder: &str) -> Result<Table, Error> {
    let mut table = manifest(&format!("{folder}/manifest.toml"))?;
    for name in DROPPED {
        table.remove(*name);
    }
    if folder == "generator" {
        without_program(&mut table);
    }
    Ok(table)
}

/// Takes the feature `cli` out of the generator's manifest, with what only it needs.
fn without_program(table: &mut Table) {
    let mut dropped = Vec::new();
    if let Some(features) = table.get_mut("features").and_then(Value::as_table_mut) {
        features.remove("default");
        let asked = features.remove("cli");
        let asked = asked.as_ref().and_then(Value::as_array);
        let names = asked.into_iter().flatten().filter_map(Value::as_str);
        dropped.extend(names.filter_map(|name| name.strip_prefix("dep:").map(str::to_owned)));
        let kept = features.to_string();
        dropped.retain(|name| !kept.contains(&format!("\"dep:{name}\"")));
    }
    if let Some(known) = table.get_mut("dependencies").and_then(Value::as_table_mut) {
        known.retain(|name, _| !dropped.iter().any(|one| one == name));
    }
    if let Some(package) = table.get_mut("package").and_then(Value::as_table_mut) {
        package.remove("default-run");
        // Its script watches what only the program embeds.
        package.insert("build".to_owned(), Value::Boolean(false));
    }
}

fn manifest(path: &str) -> Result<Table, Error> {
    let text = CRATES.get_file(path).and_then(|file| file.contents_utf8());
    text.and_then(|text| toml::from_str(text).ok())
        .ok_or(Error::Manifest("a manifest"))
}

fn written(table: &Table) -> Result<String, Error> {
    let head = "# Made by `structops-gen new` from the manifest that the tool was built with.\n\n";
    let body = toml::to_string(table).map_err(|_| Error::Manifest(WORKSPACE))?;
    Ok(format!("{head}{body}"))
}
