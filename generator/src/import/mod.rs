//! From a type that the kernel or a module has to the trait that describes it.
//!
//! ```no_run
//! use struct_ops::btf::Btf;
//! use structops_gen::import::{Request, import};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let vmlinux = Btf::of_kernel()?;
//! let request = Request::new("tcp_congestion_ops", "vmlinux");
//! println!("{}", import(&vmlinux, &request)?);
//! # Ok(())
//! # }
//! ```

mod arguments;
mod constants;
mod items;
mod members;
mod names;
mod types;

use serde::Serialize;
use struct_ops::btf::Btf;
use structops_model::kernel::existing;

use crate::render::{RenderError, Templates};
use items::Items;

/// What the template reads.
const TEMPLATE: &str = "import/ops.rs";

/// What vmlinux is called as the home of a type.
pub const VMLINUX: &str = "vmlinux";

/// A type to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its tag.
    pub tag: String,
    /// Where it is: [`VMLINUX`], or a module.
    pub home: String,
    /// Fields of the kernel's structs that programs read, by tag.
    pub fields: Vec<(String, Vec<String>)>,
}

impl Request {
    /// A type without fields of the kernel's structs.
    pub fn new(tag: impl Into<String>, home: impl Into<String>) -> Self {
        Self {
            tag: tag.into(),
            home: home.into(),
            fields: Vec::new(),
        }
    }
}

/// A type that cannot be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// Nothing of that tag is registered there.
    #[error("`{tag}` is no struct_ops type of {home}")]
    NoType {
        /// The tag.
        tag: String,
        /// Where it was looked for.
        home: String,
    },
    /// Nothing would be left of the type.
    #[error("none of the ops of `{tag}` can be written in the language: {why}")]
    NoOps {
        /// The tag.
        tag: String,
        /// Of the first op, why.
        why: String,
    },
    /// Only the kernel knows an enum of a module's type.
    #[error("the enumerators of `{tag}` are in the kernel's own BTF: name it as the base")]
    NoEnumerators {
        /// The enum.
        tag: String,
    },
    /// A field that is wanted does not exist, or cannot be written.
    #[error("field `{field}` of `struct {tag}`: {why}")]
    Field {
        /// The struct.
        tag: String,
        /// The field.
        field: String,
        /// What is wrong with it.
        why: String,
    },
    /// A template that does not fit its view: a mistake in this crate.
    #[error(transparent)]
    Render(#[from] RenderError),
}

#[derive(Debug, Serialize)]
struct View {
    name: String,
    home: String,
    notes: Vec<String>,
    module: String,
    items: Vec<String>,
    attribute: String,
    ident: String,
    members: Vec<String>,
}

/// The trait of a type, as a Rust source.
///
/// # Errors
///
/// A type that is not there, or that the language has no words for.
pub fn import(btf: &Btf, request: &Request) -> Result<String, ImportError> {
    let view = view(btf, request)?;
    let view = serde_json::to_value(view).unwrap_or_default();
    Ok(Templates::shared()?.render(TEMPLATE, &view)?)
}

/// The template and what it reads.
///
/// # Errors
///
/// Those of [`import`].
pub fn view_of(
    btf: &Btf,
    request: &Request,
) -> Result<(&'static str, serde_json::Value), ImportError> {
    let view = view(btf, request)?;
    Ok((TEMPLATE, serde_json::to_value(view).unwrap_or_default()))
}

fn view(btf: &Btf, request: &Request) -> Result<View, ImportError> {
    let descriptor = btf
        .descriptor(&request.tag)
        .ok_or_else(|| ImportError::NoType {
            tag: request.tag.clone(),
            home: request.home.clone(),
        })?;
    let known = existing::find(&request.tag).filter(|_| request.home == VMLINUX);
    let mut items = Items::new(btf, request, &descriptor);
    let members = members::members(btf, &descriptor, known, &mut items)?;
    let mut texts = if known.is_some() {
        constants::constants(btf, &request.tag)
    } else {
        Vec::new()
    };
    texts.extend(items.finish()?);
    let ident = names::trait_ident(&request.tag);
    Ok(View {
        name: request.tag.clone(),
        home: request.home.clone(),
        notes: notes(known),
        module: names::module(&request.tag, &request.home),
        items: texts,
        attribute: attribute(&ident, &request.tag, known),
        ident,
        members,
    })
}

fn notes(known: Option<&existing::Existing>) -> Vec<String> {
    let text = match known {
        Some(row) => format!(
            "What is required, may sleep or is not supported comes from {}.",
            row.source
        ),
        None => "BTF does not say which ops are required, which may sleep, and which no program \
                 may implement: unknown. Take the body from an op that is required, and see \
                 `structops-gen explain attributes`."
            .to_owned(),
    };
    let lines = names::wrapped(&text, 94);
    let empty = std::iter::once(String::new());
    empty
        .chain(lines.into_iter().map(|line| format!(" {line}")))
        .collect()
}

/// `#[ops(..)]` with what the type needs to say.
fn attribute(ident: &str, tag: &str, known: Option<&existing::Existing>) -> String {
    let mut options = Vec::new();
    if structops_model::name::snake_case(ident) != tag {
        options.push(format!("name = \"{tag}\""));
    }
    if known.is_some_and(|row| row.has_no_links) {
        options.push("links = \"optional\"".to_owned());
    }
    if let Some(row) = known.filter(|row| !row.one_of.is_empty()) {
        options.push(format!("requires({})", row.one_of.join(" | ")));
    }
    match options.as_slice() {
        [] => "    #[ops]".to_owned(),
        options => format!("    #[ops({})]", options.join(", ")),
    }
}
