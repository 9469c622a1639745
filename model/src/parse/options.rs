//! `#[struct_ops(name = "…", …)]`.

use proc_macro2::TokenStream;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, Meta, Token};

use crate::diagnostic::Diagnostics;
use crate::interface::{Links, Options, Text};
use crate::rules;

/// The names of all options, as help texts list them.
const KNOWN: &[&str] = &[
    "name",
    "module",
    "license",
    "author",
    "description",
    "version",
    "links",
    "update",
    "trigger",
];

pub(super) fn parse_options(tokens: TokenStream, found: &mut Diagnostics) -> Options {
    let mut options = Options::default();
    let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
    let list = match syn::parse::Parser::parse2(parser, tokens) {
        Ok(list) => list,
        Err(error) => {
            found.push_syn(&error);
            return options;
        }
    };
    let mut seen: Vec<String> = Vec::new();
    for meta in &list {
        let name = meta
            .path()
            .get_ident()
            .map(ToString::to_string)
            .unwrap_or_default();
        if seen.contains(&name) {
            found.push(&rules::DUPLICATE_OPTION, meta.span(), &[("name", &name)]);
            continue;
        }
        set_option(&mut options, &name, meta, found);
        seen.push(name);
    }
    options
}

fn set_option(options: &mut Options, name: &str, meta: &Meta, found: &mut Diagnostics) {
    let slot = match name {
        "name" => &mut options.name,
        "module" => &mut options.module,
        "license" => &mut options.license,
        "author" => &mut options.author,
        "description" => &mut options.description,
        "version" => &mut options.version,
        "trigger" => &mut options.trigger,
        "links" => return set_links(options, meta, found),
        "update" => return set_update(options, meta, found),
        _ => {
            let shown = quote::ToTokens::to_token_stream(meta.path()).to_string();
            let known = list_of(KNOWN);
            return found.push(
                &rules::UNKNOWN_OPTION,
                meta.path().span(),
                &[("name", &shown), ("known", &known)],
            );
        }
    };
    match value_of(meta) {
        Some(Lit::Str(text)) => {
            *slot = Some(Text {
                value: text.value(),
                span: text.span(),
            });
        }
        _ => refuse(name, "a string", &format!("{name} = \"…\""), meta, found),
    }
}

fn set_links(options: &mut Options, meta: &Meta, found: &mut Diagnostics) {
    let text = match value_of(meta) {
        Some(Lit::Str(text)) => text.value(),
        _ => String::new(),
    };
    options.links = match text.as_str() {
        "required" => Links::Required,
        "optional" => Links::Optional,
        _ => {
            return refuse(
                "links",
                "\"required\" or \"optional\"",
                "links = \"optional\"",
                meta,
                found,
            );
        }
    };
}

fn set_update(options: &mut Options, meta: &Meta, found: &mut Diagnostics) {
    match value_of(meta) {
        Some(Lit::Bool(value)) => options.update = Some(value.value),
        _ => refuse("update", "`true` or `false`", "update = false", meta, found),
    }
}

fn refuse(name: &str, takes: &str, example: &str, meta: &Meta, found: &mut Diagnostics) {
    let words = [("name", name), ("takes", takes), ("example", example)];
    found.push(&rules::OPTION_VALUE, meta.span(), &words);
}

fn value_of(meta: &Meta) -> Option<&Lit> {
    match meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit, .. }) => Some(lit),
            _ => None,
        },
        _ => None,
    }
}

/// "`a`, `b` and `c`".
pub(crate) fn list_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{last}`", first.join(", "))
        }
    }
}
