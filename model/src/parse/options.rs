//! `#[struct_ops(name = "…", …)]`.

use proc_macro2::{TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, Meta, Token};

use crate::diagnostic::Diagnostics;
use crate::interface::{Choice, Hook, Options, Range, Text};
use crate::kernel::features::Release;
use crate::language::{self, Home, OptionRow};
use crate::rules;

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
        if language::option(&name).is_some() {
            options.said.push((name.clone(), meta.path().span()));
        }
        seen.push(name);
    }
    options
}

fn set_option(options: &mut Options, name: &str, meta: &Meta, found: &mut Diagnostics) {
    let Some(row) = language::option(name) else {
        let shown = quote::ToTokens::to_token_stream(meta.path()).to_string();
        let known: Vec<&str> = language::OPTIONS.iter().map(|row| row.name).collect();
        let words = [("name", &*shown), ("known", &list_of(&known))];
        return found.push(&rules::UNKNOWN_OPTION, meta.path().span(), &words);
    };
    let is_set = match name {
        "name" => set_text(&mut options.name, meta),
        "module" => set_text(&mut options.module, meta),
        "existing" => set_text(&mut options.existing, meta),
        "license" => set_text(&mut options.license, meta),
        "author" => set_text(&mut options.author, meta),
        "description" => set_text(&mut options.description, meta),
        "version" => set_text(&mut options.version, meta),
        "trigger" => set_text(&mut options.trigger, meta),
        "flavor" => set_flavor(&mut options.flavor, meta),
        "kernel" => return set_kernel(options, row, meta, found),
        "links" => set_choice(&mut options.links, meta),
        "instances" => set_choice(&mut options.instances, meta),
        "protect" => set_choice(&mut options.protect, meta),
        "busy" => set_choice(&mut options.busy, meta),
        "helpers" => set_choice(&mut options.helpers, meta),
        "requires" => set_requires(options, meta),
        "hooks" => set_hooks(options, meta),
        "update" => set_flag(&mut options.update, meta),
        "export" => set_flag(&mut options.export, meta),
        _ => false,
    };
    if !is_set {
        refuse(row, meta, found);
    }
}

fn set_text(slot: &mut Option<Text>, meta: &Meta) -> bool {
    let Some(Lit::Str(text)) = value_of(meta) else {
        return false;
    };
    *slot = Some(Text {
        value: text.value(),
        span: text.span(),
    });
    true
}

/// Libbpf cuts a type's name at `___`: `bpf_core_essential_name_len` in its `relo_core.c`.
fn set_flavor(slot: &mut Option<Text>, meta: &Meta) -> bool {
    set_text(slot, meta)
        && slot.as_ref().is_some_and(|text| {
            let value = &text.value;
            !value.is_empty()
                && !value.starts_with('_')
                && !value.contains("___")
                && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        })
}

fn set_choice<T: Choice>(slot: &mut T, meta: &Meta) -> bool {
    let Some(Lit::Str(text)) = value_of(meta) else {
        return false;
    };
    let known = T::WORDS.iter().find(|(word, _)| *word == text.value());
    if let Some((_, value)) = known {
        *slot = *value;
    }
    known.is_some()
}

fn set_flag(flag: &mut Option<bool>, meta: &Meta) -> bool {
    let Some(Lit::Bool(value)) = value_of(meta) else {
        return false;
    };
    *flag = Some(value.value);
    true
}

/// `hooks(reg, unreg)`.
fn set_hooks(options: &mut Options, meta: &Meta) -> bool {
    let Meta::List(list) = meta else { return false };
    let parser = Punctuated::<syn::Ident, Token![,]>::parse_terminated;
    let Ok(names) = list.parse_args_with(parser) else {
        return false;
    };
    for name in &names {
        let known = Hook::WORDS.iter().find(|(word, _)| name == word);
        match known {
            Some((_, hook)) if !options.hooks.contains(hook) => options.hooks.push(*hook),
            _ => return false,
        }
    }
    !names.is_empty()
}

/// `kernel = "6.12.."`, `kernel = "6.12..7.3"`.
fn set_kernel(options: &mut Options, row: &OptionRow, meta: &Meta, found: &mut Diagnostics) {
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
        None => refuse(row, meta, found),
    }
}

fn parse_range(text: &str) -> Option<Range> {
    let (from, to) = text.split_once("..")?;
    let from = Release::parse(from)?;
    let (has_end, to) = match to.strip_prefix('=') {
        Some(to) => (true, to),
        None => (false, to),
    };
    let to = match to {
        "" if !has_end => None,
        to => Some(Release::parse(to)?),
    };
    let is_empty = to.is_some_and(|to| to < from || to == from && !has_end);
    (!is_empty).then_some(Range { from, to, has_end })
}

/// `requires(cong_avoid | cong_control)`.
fn set_requires(options: &mut Options, meta: &Meta) -> bool {
    let Meta::List(list) = meta else { return false };
    let parser = Punctuated::<syn::Ident, Token![|]>::parse_separated_nonempty;
    match list.parse_args_with(parser) {
        Ok(names) if names.len() > 1 => {
            options.requires.push(names.into_iter().collect());
            true
        }
        _ => false,
    }
}

/// Reports options of a type that stand on a module.
pub(super) fn refuse_of_type(options: &Options, found: &mut Diagnostics) {
    refuse_all(options, Home::Type, "the trait: `#[ops(..)]`", found);
}

/// Reports options of a module that stand on one of its traits.
pub(super) fn refuse_of_module(options: &Options, found: &mut Diagnostics) {
    refuse_all(
        options,
        Home::Module,
        "the module: `#[struct_ops(..)]`",
        found,
    );
}

fn refuse_all(options: &Options, wrong: Home, home: &str, found: &mut Diagnostics) {
    for (name, span) in &options.said {
        if language::option(name).is_some_and(|row| row.home == wrong) {
            let words = [("name", name.as_str()), ("home", home)];
            found.push(&rules::OPTION_PLACE, *span, &words);
        }
    }
}

fn refuse(row: &OptionRow, meta: &Meta, found: &mut Diagnostics) {
    let words = [
        ("name", row.name),
        ("takes", row.takes),
        ("example", row.example),
    ];
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
