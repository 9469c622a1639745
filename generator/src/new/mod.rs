//! A project of its own: trait, module, programs, loader, and the crates that it is built with.
//!
//! What follows from the trait is what `generate` writes. Where that is a file of the user's, a
//! text that does something may take the place of the stub.

mod crates;
mod folder;
mod name;
mod view;

use std::fs;
use std::path::PathBuf;

use serde::Serialize;
use serde_json::Value;
use structops_model::Interface;

use crate::project::Folders;
use crate::render::{RenderError, Templates};
use crate::report;
use crate::source::Source;
use crate::target::{self, Owner, Rendered};

pub use crates::{Crates, vendored};
pub use folder::{Made, create};
pub use name::{BadName, Name};

use view::{view_dkms, view_manifest, view_project};

/// A feature of the language that a project starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Functions of the module that programs call.
    Kfuncs,
    /// Data members with ranges and defaults.
    Data,
    /// An argument that is a kernel struct or NULL.
    Nullable,
    /// An op whose programs may sleep.
    Sleepable,
    /// Several instances, found by a key.
    Many,
}

/// What a project is to be.
#[derive(Debug, Clone)]
pub struct Request {
    /// What crate, module and type are called.
    pub name: Name,
    /// What the trait shows beside the plain ops.
    pub parts: Vec<Part>,
    /// Only the trait, and what the kernel and BPF get of it.
    pub is_bare: bool,
    /// Where the project has our crates from.
    pub crates: Crates,
}

/// A project that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The name, and what else would do.
    #[error(transparent)]
    Name(#[from] BadName),
    /// The folder is there, and nobody said to add to it.
    #[error("{} exists", .0.display())]
    Exists(PathBuf),
    /// The trait in the folder has mistakes: its diagnostics, with colours.
    #[error("{0}")]
    Source(String),
    /// A mistake of this crate.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The manifest in the folder.
    #[error(transparent)]
    Project(#[from] crate::project::ProjectError),
    /// A file in the folder.
    #[error(transparent)]
    Unreadable(#[from] crate::plan::Unreadable),
    /// A file that could not be replaced.
    #[error(transparent)]
    Unwritten(#[from] crate::write::Unwritten),
    /// A folder or a file that could not be made.
    #[error("cannot write {}: {source}; nothing was changed", path.display())]
    Write {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A manifest of our own that is not as this code expects it.
    #[error("the tool's own copy of {0} cannot be read")]
    Manifest(&'static str),
    /// No checkout of the crates.
    #[error("{} has no runtime/Cargo.toml and generator/Cargo.toml of structops-gen", .0.display())]
    NoCheckout(PathBuf),
}

/// A template of a project's own, with what it is given; for the audit of the templates.
#[derive(Debug)]
pub struct Page {
    /// The name in the registry of `render`.
    pub template: &'static str,
    /// What it reads.
    pub view: Value,
}

/// The pages beside what follows from the trait: target, name in its folder, template.
const PAGES: &[(&str, &str, &str)] = &[
    ("loader", "Cargo.toml", "new/Cargo.toml"),
    ("loader", "README.md", "new/README.md"),
    ("loader", ".gitignore", "new/gitignore"),
    ("kmod", "dkms.conf", "kmod/dkms.conf"),
    ("kmod", "dkms-check.sh", "kmod/dkms-check.sh"),
];

/// The template of the trait, of the module's C, and of the program.
const TRAIT: &str = "new/ops.rs";
const MAIN: &str = "new/main.c";
const PROGRAM: &str = "new/program.bpf.c";
const VENDOR: &str = "new/vendor.md";

impl Request {
    /// The text of the trait.
    ///
    /// # Errors
    ///
    /// A template that does not fit its view.
    pub fn trait_text(&self, templates: &Templates) -> Result<String, RenderError> {
        templates.render(TRAIT, &value_of(&view_project(self)))
    }

    /// Every page with its view.
    ///
    /// # Errors
    ///
    /// Manifests of our own that cannot be read.
    pub fn pages(&self) -> Result<Vec<Page>, Error> {
        let project = value_of(&view_project(self));
        let own = [TRAIT, MAIN, PROGRAM, VENDOR].map(|template| (template, project.clone()));
        let mut pages: Vec<Page> = own
            .into_iter()
            .map(|(template, view)| Page { template, view })
            .collect();
        for (_, _, template) in PAGES {
            let view = self.view_of(template, &project)?;
            pages.push(Page { template, view });
        }
        Ok(pages)
    }

    fn view_of(&self, template: &str, project: &Value) -> Result<Value, Error> {
        Ok(match template {
            "new/Cargo.toml" => value_of(&view_manifest(self)?),
            "kmod/dkms.conf" | "kmod/dkms-check.sh" => {
                value_of(&view_dkms(&self.name.module, None))
            }
            _ => project.clone(),
        })
    }

    /// Every file, for a folder whose manifest and trait, where it has any, decide.
    fn files(&self, folders: &Folders) -> Result<Vec<Rendered>, Error> {
        let templates = Templates::new()?;
        let text = self.trait_text(&templates)?;
        let is_there = folders.source.exists();
        let is_ours = !is_there || fs::read_to_string(&folders.source).is_ok_and(|it| it == text);
        let source = if is_ours {
            Ok(Source::of_text(&folders.paths().source, &text))
        } else {
            Source::read(&folders.source)
        };
        let interface = source
            .and_then(|source| source.interface())
            .map_err(|refused| Error::Source(report::render(&refused, true)))?;
        let mut files = vec![self.file("loader", &folders.paths().source, text)];
        if !self.is_bare {
            files.extend(self.render_pages(&interface, &templates)?);
        }
        let wanted: &[&str] = if self.is_bare { &["kmod", "bpf"] } else { &[] };
        let wanted: Vec<String> = wanted.iter().map(|&name| name.to_owned()).collect();
        let mut outputs = target::render_interface(&interface, folders.paths(), &wanted)?;
        if is_ours {
            self.improve(&mut outputs, &templates)?;
        }
        files.extend(outputs);
        if !self.is_bare && self.crates == Crates::Vendored {
            files.extend(self.vendored_files(&templates)?);
        }
        Ok(files)
    }

    fn file(&self, target: &'static str, file: &str, text: String) -> Rendered {
        Rendered {
            target,
            module: self.name.module.clone(),
            file: file.to_owned(),
            owner: Owner::User,
            text,
        }
    }

    fn render_pages(
        &self,
        interface: &Interface,
        templates: &Templates,
    ) -> Result<Vec<Rendered>, Error> {
        let project = value_of(&view_project(self));
        let mut files = Vec::new();
        for (target, file, template) in PAGES {
            if *target != "kmod" {
                let text = templates.render(template, &self.view_of(template, &project)?)?;
                files.push(self.file(target, file, text));
                continue;
            }
            // What exists already is in nobody's `/usr/src`.
            let modules = interface.modules().iter();
            for module in modules.filter(|module| !module.is_existing()) {
                let version = module
                    .types
                    .iter()
                    .find_map(|ty| ty.options.version.as_ref())
                    .map(|text| text.value.as_str());
                let view = value_of(&view_dkms(&module.name, version));
                files.push(Rendered {
                    module: module.name.clone(),
                    ..self.file(target, file, templates.render(template, &view)?)
                });
            }
        }
        Ok(files)
    }

    /// Puts better texts than stubs into files of the user's that go with our trait.
    fn improve(&self, files: &mut [Rendered], templates: &Templates) -> Result<(), RenderError> {
        let view = value_of(&view_project(self));
        for file in files {
            let template = match file.target {
                "kmod" if file.file == format!("{}_main.c", self.name.module) => MAIN,
                "bpf" if file.file == format!("{}.bpf.c", self.name.ty) => PROGRAM,
                _ => continue,
            };
            file.text = templates.render(template, &view)?;
        }
        Ok(())
    }

    fn vendored_files(&self, templates: &Templates) -> Result<Vec<Rendered>, Error> {
        let readme = templates.render(VENDOR, &value_of(&view_project(self)))?;
        let mut files = vec![self.file("loader", "vendor/README.md", readme)];
        for (file, text) in vendored()? {
            files.push(self.file("loader", &format!("vendor/{file}"), text));
        }
        Ok(files)
    }
}

fn value_of(view: &impl Serialize) -> Value {
    // Views are structs of strings, bools and lists: they always have a JSON form.
    serde_json::to_value(view).unwrap_or(Value::Null)
}
