//! `#[struct_ops(name = "…", …)]`.

use proc_macro2::{TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, Meta, Token};

use crate::diagnostic::Diagnostics;
use crate::interface::{Links, Options, Range, Text};
use crate::kernel::features::Release;
use crate::rules;

/// The names of all options, as help texts list them.
const KNOWN: &[&str] = &[
    "name",
    "module",
    "license",
    "author",
    "description",
    "version",
    "kernel",
    "links",
    "update",
    "export",
    "trigger",
    "requires",
];

/// Those that describe the kernel module, and stand on the module in the module form.
const OF_MODULE: &[&str] = &[
    "module",
    "license",
    "author",
    "description",
    "version",
    "kernel",
];

/// Options that the language has planned and this release does not implement.
const PLANNED: &[&str] = &["instances", "protect", "busy", "helpers", "flavor", "hooks"];

/// The options of the attribute `of`.
pub(super) fn parse_options(of: &str, tokens: TokenStream, found: &mut Diagnostics) -> Options {
    let mut options = Options::default();
    if let Some(TokenTree::Literal(first)) = tokens.clone().into_iter().next() {
        let example = format!("#[{of}(name = \"…\")]");
        let takes = "options in parentheses, each with its name";
        let words = [("name", of), ("takes", takes), ("example", &example)];
        found.push(&rules::ATTRIBUTE_FORM, first.span(), &words);
        return options;
    }
    let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
    // An error behind the last token has no place of its own.
    let end = tokens.clone().into_iter().last().map(|token| token.span());
    let list = match syn::parse::Parser::parse2(parser, tokens) {
        Ok(list) => list,
        Err(error) => {
            let text = error.to_string();
            match end.filter(|_| text.starts_with("unexpected end of input")) {
                Some(end) => found.push(&rules::SYNTAX, end, &[("error", &text)]),
                None => found.push_syn(&error),
            }
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
        if seen.contains(&name) && name != "requires" {
            found.push(&rules::DUPLICATE_OPTION, meta.span(), &[("name", &name)]);
            continue;
        }
        set_option(&mut options, &name, meta, found);
        if KNOWN.contains(&name.as_str()) {
            options.said.push((name.clone(), meta.path().span()));
        }
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
        "kernel" => return set_kernel(options, meta, found),
        "links" => return set_links(options, meta, found),
        "requires" => return set_requires(options, meta, found),
        "update" => return set_flag(&mut options.update, name, meta, found),
        "export" => return set_flag(&mut options.export, name, meta, found),
        planned if PLANNED.contains(&planned) => {
            return found.push(&rules::PLANNED, meta.path().span(), &[("name", name)]);
        }
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

/// `kernel = "6.12.."`, `kernel = "6.12..7.3"`.
fn set_kernel(options: &mut Options, meta: &Meta, found: &mut Diagnostics) {
    let parsed = match value_of(meta) {
        Some(Lit::Str(text)) => parse_range(&text.value()),
        _ => None,
    };
    match parsed {
        Some(range) if range.from >= Release::FLOOR => options.kernel = range,
        Some(range) => {
            let from = range.from.to_string();
            found.push(&rules::KERNEL_FLOOR, meta.span(), &[("from", &from)]);
        }
        None => refuse(
            "kernel",
            "a range of releases",
            "kernel = \"6.12..\"",
            meta,
            found,
        ),
    }
}

fn parse_range(text: &str) -> Option<Range> {
    let (from, to) = text.split_once("..")?;
    let from = Release::parse(from)?;
    let to = match to.trim_start_matches('=').trim() {
        "" => None,
        to => Some(Release::parse(to)?),
    };
    to.is_none_or(|to| from <= to).then_some(Range { from, to })
}

/// `requires(cong_avoid | cong_control)`.
fn set_requires(options: &mut Options, meta: &Meta, found: &mut Diagnostics) {
    let parsed = match meta {
        Meta::List(list) => list
            .parse_args_with(Punctuated::<syn::Ident, Token![|]>::parse_separated_nonempty)
            .ok(),
        _ => None,
    };
    match parsed {
        Some(names) if names.len() > 1 => options.requires.push(names.into_iter().collect()),
        _ => refuse(
            "requires",
            "a choice between ops",
            "requires(play | seek)",
            meta,
            found,
        ),
    }
}

/// Reports options of a type that stand on a module.
pub(super) fn refuse_of_type(options: &Options, found: &mut Diagnostics) {
    refuse_all(
        options,
        |name| !OF_MODULE.contains(&name),
        "the trait: `#[ops(..)]`",
        found,
    );
}

/// Reports options of a module that stand on one of its traits.
pub(super) fn refuse_of_module(options: &Options, found: &mut Diagnostics) {
    refuse_all(
        options,
        |name| OF_MODULE.contains(&name),
        "the module: `#[struct_ops(..)]`",
        found,
    );
}

fn refuse_all(options: &Options, is_wrong: fn(&str) -> bool, home: &str, found: &mut Diagnostics) {
    for (name, span) in &options.said {
        if is_wrong(name) {
            found.push(
                &rules::OPTION_PLACE,
                *span,
                &[("name", name), ("home", home)],
            );
        }
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

fn set_flag(flag: &mut Option<bool>, name: &str, meta: &Meta, found: &mut Diagnostics) {
    match value_of(meta) {
        Some(Lit::Bool(value)) => *flag = Some(value.value),
        _ => refuse(
            name,
            "`true` or `false`",
            &format!("{name} = true"),
            meta,
            found,
        ),
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
