//! What `#[struct_ops(..)]` and `#[ops(..)]` say.

use proc_macro2::Span;

use crate::kernel::features::Release;

/// The options of a type.
#[derive(Debug, Default, Clone)]
pub struct Options {
    /// `name = ".."`: the C tag.
    pub name: Option<Text>,
    /// `module = ".."`: the kernel module that defines the type.
    pub module: Option<Text>,
    /// `license = ".."`: what `MODULE_LICENSE` gets; GPL when absent.
    pub license: Option<Text>,
    /// `author = ".."`.
    pub author: Option<Text>,
    /// `description = ".."`.
    pub description: Option<Text>,
    /// `version = ".."`.
    pub version: Option<Text>,
    /// `kernel = "6.12.."`: the releases that the module must build on.
    pub kernel: Range,
    /// `links = "required" | "optional"`.
    pub links: Links,
    /// `update = true | false`: whether a live instance may be replaced.
    pub update: Option<bool>,
    /// `export = true`: whether other modules may call the ops.
    pub export: Option<bool>,
    /// `trigger = "/proc/.."`: a file that calls every op.
    pub trigger: Option<Text>,
    /// `requires(a | b)`: of each list, an instance must implement at least one op.
    pub requires: Vec<Vec<syn::Ident>>,
    /// Which options were given, and where.
    pub(crate) said: Vec<(String, Span)>,
}

impl Options {
    /// Takes over what the module says of all its types.
    pub(crate) fn inherit(&mut self, module: &Self) {
        self.module.clone_from(&module.module);
        self.license.clone_from(&module.license);
        self.author.clone_from(&module.author);
        self.description.clone_from(&module.description);
        self.version.clone_from(&module.version);
        self.kernel = module.kernel;
    }
}

/// An option's string and where it stands.
#[derive(Debug, Clone)]
pub struct Text {
    /// The string.
    pub value: String,
    /// The literal's span.
    pub span: Span,
}

/// Kernel releases from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The oldest.
    pub from: Release,
    /// The newest; `None` for all that come.
    pub to: Option<Release>,
}

impl Default for Range {
    fn default() -> Self {
        Self {
            from: Release::FLOOR,
            to: None,
        }
    }
}

/// Whether an instance must be held by a BPF link.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// A map in `.struct_ops.link`; one without a link is refused.
    #[default]
    Required,
    /// A map in plain `.struct_ops` is accepted as well; it survives its loader.
    Optional,
}
