//! Outputs: what is written, from which template, through which view.
//!
//! A new target is one file here with its rows, its templates, and one line in
//! [`TARGETS`].

mod bpf;
mod items;
mod kfunc;
mod kmod;
mod loader;
pub mod stubs;

use serde_json::Value as View;
use structops_model::{Interface, Module, StructOps};

use crate::render::{self, RenderError};

/// A family of outputs that is generated together and lies in one folder.
#[derive(Debug)]
pub struct Target {
    /// What `--target` calls it.
    pub name: &'static str,
    /// Whether it is a kernel module, which types that exist already do not need.
    pub is_module: bool,
    /// Its files.
    pub outputs: &'static [Output],
}

/// Every target, in the order of writing.
pub const TARGETS: &[Target] = &[kmod::TARGET, bpf::TARGET, loader::TARGET];

/// One kind of output file.
#[derive(Debug)]
pub struct Output {
    /// The template, as the registry in `render` names it.
    pub template: &'static str,
    /// The comment syntax of the file, for its first lines.
    pub comment: Comment,
    /// Whose file it is.
    pub owner: Owner,
    /// What one file of it describes.
    pub scope: Scope,
}

/// Whose file an output is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The tool's: it carries a banner and is rewritten when the trait changes.
    Tool,
    /// The user's: written once, and never changed but by what is appended.
    User,
}

/// How a file starts a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comment {
    /// `/* … */`: C headers.
    Block,
    /// `//` for SPDX and `/* … */` for the banner: C sources.
    Source,
    /// `#`: makefiles.
    Hash,
    /// No first lines: the template says everything.
    None,
}

/// What one file of an output describes, and how it gets its name and view.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// One struct_ops type.
    Type {
        /// The file's name.
        file: fn(&StructOps) -> String,
        /// What the template reads.
        view: fn(&StructOps, &Module) -> View,
    },
    /// One kernel module.
    Module {
        /// The file's name.
        file: fn(&Module) -> String,
        /// What the template reads.
        view: fn(&Module) -> View,
    },
    /// One kernel module, if it has what the file is for.
    Some {
        /// The file's name.
        file: fn(&Module) -> String,
        /// Whether the file is written.
        wanted: fn(&Module) -> bool,
        /// What the template reads.
        view: fn(&Module) -> View,
    },
    /// One kernel module, in a file of fixed name.
    Fixed {
        /// The file's name.
        file: &'static str,
        /// What the template reads.
        view: fn(&Module) -> View,
    },
    /// The whole source, in a file of fixed name.
    Source {
        /// The file's name.
        file: &'static str,
        /// What the template reads.
        view: fn(&Interface, &Paths) -> View,
    },
}

/// Where a project keeps what its loader refers to, relative to its root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The Rust file with the trait.
    pub source: String,
}

impl Default for Paths {
    fn default() -> Self {
        Self {
            source: "src/ops.rs".to_owned(),
        }
    }
}

/// A rendered file, before it is compared with what lies on disk.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The target it belongs to.
    pub target: &'static str,
    /// The module it belongs to.
    pub module: String,
    /// The name inside the target's folder.
    pub file: String,
    /// Whose it is.
    pub owner: Owner,
    /// The complete text.
    pub text: String,
}

/// One file to be rendered: its output, module, name and view.
#[derive(Debug)]
pub struct Job<'a> {
    /// The target it belongs to.
    pub target: &'static str,
    /// What kind of file it is.
    pub output: &'static Output,
    /// The module it belongs to.
    pub module: &'a Module,
    /// The name inside the target's folder.
    pub file: String,
    /// What the template reads.
    pub view: View,
}

/// The files of the targets called `wanted`; of all targets when that is empty.
pub fn jobs<'a>(interface: &'a Interface, paths: &Paths, wanted: &[String]) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    for target in TARGETS.iter().filter(|target| is_wanted(target, wanted)) {
        for (index, module) in interface.modules().iter().enumerate() {
            if target.is_module && module.is_existing() {
                continue;
            }
            for output in target.outputs {
                let instances = match output.scope {
                    // Once for the source, under the licence of its first module.
                    Scope::Source { file, view } if index == 0 => {
                        vec![(file.to_owned(), view(interface, paths))]
                    }
                    _ => instances(output, module),
                };
                let job = |(file, view)| Job {
                    target: target.name,
                    output,
                    module,
                    file,
                    view,
                };
                jobs.extend(instances.into_iter().map(job));
            }
        }
    }
    jobs
}

/// Renders every output of the targets called `wanted`; all of them when empty.
///
/// # Errors
///
/// A template that does not fit its view: a mistake in this crate, not in the input.
pub fn render_interface(
    interface: &Interface,
    paths: &Paths,
    wanted: &[String],
) -> Result<Vec<Rendered>, RenderError> {
    let templates = render::Templates::shared()?;
    jobs(interface, paths, wanted)
        .into_iter()
        .map(|job| {
            let body = templates.render(job.output.template, &job.view)?;
            let spdx = license_of(job.module).spdx;
            Ok(Rendered {
                target: job.target,
                module: job.module.name.clone(),
                file: job.file,
                owner: job.output.owner,
                text: crate::banner::first_lines(job.output, spdx, &body),
            })
        })
        .collect()
}

fn is_wanted(target: &Target, wanted: &[String]) -> bool {
    wanted.is_empty() || wanted.iter().any(|name| name == target.name)
}

fn instances(output: &Output, module: &Module) -> Vec<(String, View)> {
    match output.scope {
        Scope::Type { file, view } => module
            .types
            .iter()
            .map(|ty| (file(ty), view(ty, module)))
            .collect(),
        Scope::Module { file, view } => vec![(file(module), view(module))],
        Scope::Some { file, wanted, view } if wanted(module) => vec![(file(module), view(module))],
        Scope::Some { .. } | Scope::Source { .. } => Vec::new(),
        Scope::Fixed { file, view } => vec![(file.to_owned(), view(module))],
    }
}

/// The licence of a module's files.
pub(crate) fn license_of(module: &Module) -> &'static structops_model::kernel::licenses::License {
    use structops_model::kernel::licenses;
    module
        .types
        .iter()
        .find_map(|ty| ty.options.license.as_ref())
        .and_then(|text| licenses::find(&text.value))
        .unwrap_or(licenses::DEFAULT)
}

/// A view as the JSON that templates read.
fn view_of<T: serde::Serialize>(view: &T) -> View {
    // Views are structs of strings, bools and lists: they always have a JSON form.
    serde_json::to_value(view).unwrap_or(View::Null)
}
