//! Attributes: which are ours, which pass through, which mean nothing.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use crate::diagnostic::Diagnostics;
use crate::rules;

/// The language's own attributes, which the macro takes away, and where each belongs.
pub const OWN: &[(&str, &str)] = &[
    ("buffer", "an argument"),
    ("c_type", "an argument, an op, a constant or a field"),
    ("constant", "an argument"),
    ("flags", "a constant of a trait"),
    ("idle", "an op"),
    ("kernel", "a struct, union or enum"),
    ("kfuncs", "a trait of a module"),
    (
        "name",
        "an op, an argument, a constant, a field or an enumerator",
    ),
    ("ops", "a trait of a module"),
    ("private", "a constant of a trait"),
    ("range", "a constant of a trait"),
    ("trigger", "an op"),
    ("unsupported", "an op"),
    ("zero_means", "a constant of a trait"),
];

/// Attributes that the language has planned and this release does not implement.
pub const PLANNED: &[&str] = &[
    "destructive",
    "key",
    "on",
    "programs",
    "sleepable",
    "writable",
];

/// What may stand on an op.
pub(super) const OP: &[&str] = &["c_type", "idle", "name", "trigger", "unsupported"];

/// What may stand on an argument.
pub(super) const ARGUMENT: &[&str] = &["buffer", "c_type", "constant", "name"];

/// What may stand on a constant of a trait.
pub(super) const MEMBER: &[&str] = &["c_type", "flags", "name", "private", "range", "zero_means"];

/// Those that are said by being there.
const FLAGS: &[&str] = &["constant", "private", "unsupported"];

/// The compiler's own, which pass through to Rust and carry no meaning in C.
pub const PASSING: &[&str] = &[
    "allow",
    "warn",
    "deny",
    "forbid",
    "expect",
    "doc",
    "deprecated",
    "must_use",
    "inline",
    "cold",
    "derive",
    "repr",
    "non_exhaustive",
];

/// The attributes of one place, checked.
#[derive(Debug)]
pub(super) struct Attrs<'a> {
    list: &'a [Attribute],
}

impl<'a> Attrs<'a> {
    /// Reports every attribute that is neither the compiler's nor one of `allowed`, and
    /// every own one that stands there twice.
    pub(super) fn of(list: &'a [Attribute], allowed: &[&str], found: &mut Diagnostics) -> Self {
        let mut seen: Vec<String> = Vec::new();
        for attribute in list {
            // A path to a tool (`rustfmt::skip`) or to the attribute itself passes.
            let Some(ident) = attribute.path().get_ident() else {
                continue;
            };
            let name = ident.to_string();
            check_one(attribute, &name, allowed, found);
            if allowed.contains(&name.as_str()) && seen.contains(&name) {
                found.push(&rules::TWICE, attribute.span(), &[("name", &name)]);
            }
            if allowed.contains(&name.as_str()) && FLAGS.contains(&name.as_str()) {
                check_flag(attribute, &name, found);
            }
            seen.push(name);
        }
        Self { list }
    }

    /// The attribute of that name.
    pub(super) fn find(&self, name: &str) -> Option<&'a Attribute> {
        self.list
            .iter()
            .find(|attribute| attribute.path().is_ident(name))
    }

    /// Whether the attribute is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The string of `#[name("…")]`, if the attribute is there.
    pub(super) fn text(&self, name: &str, found: &mut Diagnostics) -> Option<String> {
        let attribute = self.find(name)?;
        if let Ok(text) = attribute.parse_args::<syn::LitStr>() {
            return Some(text.value());
        }
        let example = format!("#[{name}(\"c_name\")]");
        let words = [
            ("name", name),
            ("takes", "a C name as a string"),
            ("example", example.as_str()),
        ];
        found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
        None
    }
}

fn check_flag(attribute: &Attribute, name: &str, found: &mut Diagnostics) {
    if !matches!(attribute.meta, Meta::Path(_)) {
        let example = format!("#[{name}]");
        let words = [("name", name), ("takes", "nothing"), ("example", &example)];
        found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
    }
}

/// The options of `#[struct_ops(..)]` or `#[ops(..)]`, and what stands in their place in
/// `#[ops = ..]`, as rustc hands it to a macro.
pub(super) fn options_of(attribute: &Attribute) -> TokenStream {
    match &attribute.meta {
        Meta::Path(_) => TokenStream::new(),
        Meta::List(list) => list.tokens.clone(),
        Meta::NameValue(pair) => pair.value.to_token_stream(),
    }
}

fn check_one(attribute: &Attribute, name: &str, allowed: &[&str], found: &mut Diagnostics) {
    if allowed.contains(&name) || PASSING.contains(&name) || name == "struct_ops" {
        return;
    }
    let span = attribute.path().span();
    if name == "cfg" || name == "cfg_attr" {
        found.push(&rules::CFG, attribute.span(), &[("name", name)]);
    } else if PLANNED.contains(&name) {
        found.push(&rules::PLANNED, span, &[("name", name)]);
    } else if let Some((_, home)) = OWN.iter().find(|(own, _)| *own == name) {
        let instead = format!("move it: `#[{name}]` belongs to {home}");
        found.push(
            &rules::UNKNOWN_ATTRIBUTE,
            span,
            &[("name", name), ("instead", &instead)],
        );
    } else {
        found.push(
            &rules::UNKNOWN_ATTRIBUTE,
            span,
            &[("name", name), ("instead", "remove it")],
        );
    }
}

/// The text of doc comments, one entry per line, without the space after `///`.
pub(super) fn docs(attributes: &[Attribute]) -> Vec<String> {
    let mut lines = Vec::new();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
    {
        if let Meta::NameValue(meta) = &attribute.meta
            && let Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) = &meta.value
        {
            for line in text.value().split('\n') {
                let line = line.strip_prefix(' ').unwrap_or(line);
                lines.push(line.trim_end().to_owned());
            }
        }
    }
    lines
}

/// An identifier's text, without `r#`.
pub(super) fn plain(ident: &syn::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map_or(text.clone(), str::to_owned)
}
