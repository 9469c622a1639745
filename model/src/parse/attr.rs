//! Attributes: which are ours, which pass through, which mean nothing.

use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Item, Lit, Meta};

use crate::diagnostic::Diagnostics;
use crate::rules;

/// The language's own attributes inside a trait, which the macro takes away.
pub const OWN: &[&str] = &["buffer", "idle", "name", "trigger"];

/// The compiler's own, which pass through to Rust and carry no meaning in C.
const PASSING: &[&str] = &[
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
];

/// The `#[struct_ops]` of an item, by whatever path it is written.
pub(super) fn struct_ops(item: &Item) -> Option<&Attribute> {
    attributes_of(item).iter().find(|attribute| {
        attribute
            .path()
            .segments
            .last()
            .is_some_and(|last| last.ident == "struct_ops")
    })
}

fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        _ => &[],
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

/// The attribute called `name`, if there is one.
pub(super) fn find<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a Attribute> {
    attributes
        .iter()
        .find(|attribute| attribute.path().is_ident(name))
}

/// Reports what may not stand on a trait.
pub(super) fn check_outer(attributes: &[Attribute], found: &mut Diagnostics) {
    check_known(attributes, &[], found);
}

/// Reports every attribute that is neither the compiler's nor one of `allowed`.
pub(super) fn check_known(attributes: &[Attribute], allowed: &[&str], found: &mut Diagnostics) {
    for attribute in attributes {
        let path = attribute.path();
        let Some(ident) = path.get_ident() else {
            // `clippy::…` and `rustfmt::…` arrive as `allow(clippy::…)` or as tool
            // attributes; a path to `struct_ops` is the attribute itself.
            continue;
        };
        let name = ident.to_string();
        if name == "cfg" || name == "cfg_attr" {
            found.push(&rules::CFG, attribute.span(), &[("name", &name)]);
        } else if OWN.contains(&name.as_str()) && !allowed.contains(&name.as_str()) {
            let instead = format!("move it: `#[{name}]` belongs to {}", home_of(&name));
            found.push(
                &rules::UNKNOWN_ATTRIBUTE,
                path.span(),
                &[("name", &name), ("instead", &instead)],
            );
        } else if !PASSING.contains(&name.as_str())
            && name != "struct_ops"
            && !allowed.contains(&name.as_str())
        {
            let instead = "remove it";
            found.push(
                &rules::UNKNOWN_ATTRIBUTE,
                path.span(),
                &[("name", &name), ("instead", instead)],
            );
        }
    }
}

fn home_of(name: &str) -> &'static str {
    match name {
        "buffer" => "an argument",
        "name" => "an op or an argument",
        _ => "an op",
    }
}

/// The string of `#[name("…")]`.
pub(super) fn c_name(attributes: &[Attribute], found: &mut Diagnostics) -> Option<String> {
    let attribute = find(attributes, "name")?;
    match attribute.parse_args::<syn::LitStr>() {
        Ok(text) => Some(text.value()),
        Err(_) => {
            let words = [
                ("name", "name"),
                ("takes", "a C name as a string"),
                ("example", "#[name(\"c_name\")]"),
            ];
            found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
            None
        }
    }
}
