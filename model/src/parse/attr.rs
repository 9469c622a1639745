//! Attributes: which are ours, which pass through, which mean nothing.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use crate::diagnostic::Diagnostics;
use crate::language::{self, Site};
use crate::rules;

/// The attributes of one place, checked.
#[derive(Debug)]
pub(super) struct Attrs<'a> {
    list: &'a [Attribute],
}

impl<'a> Attrs<'a> {
    /// Reports every attribute that is neither the compiler's nor belongs to `site`, and
    /// every own one that stands there twice.
    pub(super) fn of(list: &'a [Attribute], site: Site, found: &mut Diagnostics) -> Self {
        let mut seen: Vec<String> = Vec::new();
        for attribute in list {
            // A path to a tool (`rustfmt::skip`) or to the attribute itself passes.
            let Some(ident) = attribute.path().get_ident() else {
                continue;
            };
            let name = ident.to_string();
            check_one(attribute, &name, site, found);
            if language::attribute(&name).is_some() && seen.contains(&name) {
                found.push(&rules::TWICE, attribute.span(), &[("name", &name)]);
            }
            let row = language::attribute(&name);
            if row.is_some_and(|row| row.is_flag() && row.sites.contains(&site)) {
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

fn check_one(attribute: &Attribute, name: &str, site: Site, found: &mut Diagnostics) {
    if language::PASSING.contains(&name) || name == "struct_ops" {
        return;
    }
    let span = attribute.path().span();
    if name == "cfg" || name == "cfg_attr" {
        found.push(&rules::CFG, attribute.span(), &[("name", name)]);
        return;
    }
    let instead = match language::attribute(name) {
        Some(row) if row.sites.contains(&site) => return,
        Some(row) => format!("move it: `#[{name}]` belongs to {}", row.home),
        None => "remove it".to_owned(),
    };
    found.push(
        &rules::UNKNOWN_ATTRIBUTE,
        span,
        &[("name", name), ("instead", &instead)],
    );
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
