//! Structs and unions of the module form: fields, layouts, and an order for C.

use std::collections::{HashMap, HashSet, VecDeque};

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Field as RustField, Ident, Token};

use super::attr::{self, Attrs};
use super::place::Place;
use super::scope::Scope;
use super::types::{Spelling, TOO_LARGE, TypeParser, refuse};
use crate::diagnostic::Diagnostics;
use crate::interface::{Field, Kind, Layout, Named, Origin, Struct};
use crate::kernel::limits;
use crate::language::Site;
use crate::rules;

/// A struct or union whose fields were not looked at yet.
pub(super) struct Declared<'a> {
    pub(super) ident: &'a Ident,
    pub(super) named: Named,
    pub(super) attrs: &'a [Attribute],
    pub(super) fields: Vec<&'a RustField>,
}

/// Parses the fields of every struct, inner ones first, so that the result is in an
/// order in which C can define them.
pub(super) fn parse_structs(
    declared: &[Declared<'_>],
    scope: &mut Scope,
    found: &mut Diagnostics,
) -> Vec<Struct> {
    let places: HashMap<&str, usize> = declared
        .iter()
        .enumerate()
        .map(|(place, one)| (one.named.rust.as_str(), place))
        .collect();
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); declared.len()];
    let mut missing: Vec<usize> = vec![0; declared.len()];
    for (place, one) in declared.iter().enumerate() {
        for inner in held_by(one, &places) {
            if let (Some(list), Some(count)) = (holders.get_mut(inner), missing.get_mut(place)) {
                list.push(place);
                *count += 1;
            }
        }
    }
    let mut ready: VecDeque<usize> = (0..declared.len())
        .filter(|place| missing.get(*place) == Some(&0))
        .collect();
    let mut done: Vec<Struct> = Vec::new();
    while let Some(place) = ready.pop_front() {
        let Some(one) = declared.get(place) else {
            continue;
        };
        let parsed = parse_struct(one, scope, found);
        if let Some(layout) = parsed.layout {
            scope.layouts.insert(parsed.named.rust.clone(), layout);
        }
        done.push(parsed);
        for holder in holders.get(place).into_iter().flatten() {
            if let Some(count) = missing.get_mut(*holder) {
                *count -= 1;
                if *count == 0 {
                    ready.push_back(*holder);
                }
            }
        }
    }
    // What is left holds itself, which rustc refuses as well.
    for (one, _) in declared
        .iter()
        .zip(&missing)
        .filter(|(_, count)| **count > 0)
    {
        let words = [("name", one.named.rust.as_str())];
        found.push(&rules::RECURSIVE, one.ident.span(), &words);
    }
    done
}

/// The structs that one holds by value, by their places.
fn held_by(one: &Declared<'_>, places: &HashMap<&str, usize>) -> HashSet<usize> {
    one.fields
        .iter()
        .filter_map(|field| held_name(&field.ty))
        .filter_map(|name| places.get(name.as_str()).copied())
        .collect()
}

/// The name of the type that a field holds by value.
fn held_name(ty: &syn::Type) -> Option<String> {
    match ty {
        syn::Type::Path(path) => path.path.get_ident().map(attr::plain),
        syn::Type::Array(array) => held_name(&array.elem),
        syn::Type::Paren(inner) => held_name(&inner.elem),
        syn::Type::Group(inner) => held_name(&inner.elem),
        _ => None,
    }
}

fn parse_struct(one: &Declared<'_>, scope: &Scope, found: &mut Diagnostics) -> Struct {
    let attrs = Attrs::of(one.attrs, Site::Struct, found);
    // Read already, where the struct was declared; this reports its form.
    attrs.text("name", found);
    check_repr(one.attrs, found);
    let mut fields: Vec<Field> = one
        .fields
        .iter()
        .filter_map(|field| parse_field(field, &one.named, scope, found))
        .collect();
    if fields.is_empty() && one.fields.is_empty() && one.named.origin == Origin::Module {
        found.push(
            &rules::EMPTY_ITEM,
            one.ident.span(),
            &[("name", &one.named.rust)],
        );
    }
    let layout = match one.named.origin {
        Origin::Module if fields.len() == one.fields.len() => {
            lay_out(&mut fields, one.named.kind, scope)
        }
        _ => None,
    };
    if layout.is_some_and(|layout| layout.size > limits::MAX_SIZE) {
        let instead = "hold less in it, or a raw pointer";
        refuse(one.ident, TOO_LARGE, instead, found);
    }
    Struct {
        ident: one.ident.clone(),
        named: one.named.clone(),
        docs: attr::docs(one.attrs),
        header: header(&attrs, found),
        writable: parse_writable(&attrs, one, found),
        fields,
        layout,
    }
}

/// `#[repr(C)]` is what every shared struct has; another layout would be Rust's alone.
fn check_repr(attributes: &[Attribute], found: &mut Diagnostics) {
    let reprs = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("repr"));
    for attribute in reprs {
        let tokens = match &attribute.meta {
            syn::Meta::List(list) => list.tokens.to_string(),
            _ => String::new(),
        };
        if tokens != "C" {
            found.push(&rules::REPR, attribute.span(), &[("repr", &tokens)]);
        }
    }
}

fn parse_field(
    field: &RustField,
    owner: &Named,
    scope: &Scope,
    found: &mut Diagnostics,
) -> Option<Field> {
    let attrs = Attrs::of(&field.attrs, Site::Field, found);
    let ident = field.ident.as_ref()?;
    let spelling = Spelling {
        c_type: attrs.text("c_type", found),
        constant: false,
    };
    let ty = TypeParser {
        scope,
        place: Place::Field,
        spelling,
    }
    .parse(&field.ty, found)?;
    let of_kernel = ty
        .held()
        .is_some_and(|held| held.origin == Origin::Kernel && held.kind != Kind::Enum);
    let held = ty.held().filter(|held| held.kind != Kind::Enum);
    if owner.origin == Origin::Kernel && held.is_some_and(|held| held.origin == Origin::Module) {
        let why = "a struct of the kernel knows none of the module's";
        refuse(
            &field.ty,
            why,
            "list the fields that the kernel's has",
            found,
        );
        return None;
    }
    if of_kernel && owner.origin == Origin::Module {
        found.push(
            &rules::HOLDS_KERNEL,
            field.ty.span(),
            &[("name", &owner.rust)],
        );
        return None;
    }
    if of_kernel
        && let Some(held) = held
        && scope.named(&held.rust).is_none()
    {
        // Programs see the field's type as it is declared here.
        found.push(&rules::UNKNOWN_TYPE, field.ty.span(), &[("ty", &held.rust)]);
        return None;
    }
    let name = attrs
        .text("name", found)
        .unwrap_or_else(|| attr::plain(ident));
    Some(Field {
        ident: ident.clone(),
        name,
        docs: attr::docs(&field.attrs),
        ty,
        offset: None,
    })
}

/// Gives each field its offset, as C and `#[repr(C)]` do.
fn lay_out(fields: &mut [Field], kind: Kind, scope: &Scope) -> Option<Layout> {
    let mut whole = Layout { size: 0, align: 1 };
    for field in fields {
        let layout = scope.size_of(&field.ty)?;
        let offset = match kind {
            Kind::Union => 0,
            _ => whole.size.next_multiple_of(layout.align),
        };
        field.offset = Some(offset);
        whole.size = whole.size.max(offset.checked_add(layout.size)?);
        whole.align = whole.align.max(layout.align);
    }
    whole.size = whole.size.checked_next_multiple_of(whole.align)?;
    Some(whole)
}

/// `#[writable(pos, volume)]`: fields that the struct lists.
fn parse_writable(attrs: &Attrs<'_>, one: &Declared<'_>, found: &mut Diagnostics) -> Vec<Ident> {
    let Some(attribute) = attrs.find("writable") else {
        return Vec::new();
    };
    let parser = Punctuated::<Ident, Token![,]>::parse_terminated;
    let names = match attribute.parse_args_with(parser) {
        Ok(names) if !names.is_empty() && one.named.kind == Kind::Struct => names,
        _ => {
            let words = [
                ("name", "writable"),
                ("takes", "fields of a struct"),
                ("example", "#[writable(pos, volume)]"),
            ];
            found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
            return Vec::new();
        }
    };
    for name in &names {
        if !one
            .fields
            .iter()
            .any(|field| field.ident.as_ref() == Some(name))
        {
            let (field, ty) = (name.to_string(), one.named.rust.as_str());
            let words = [("name", field.as_str()), ("ty", ty)];
            found.push(&rules::WRITABLE_FIELD, name.span(), &words);
        }
    }
    names.into_iter().collect()
}

/// `#[kernel(header = "linux/sched.h")]`.
pub(super) fn header(attrs: &Attrs<'_>, found: &mut Diagnostics) -> Option<String> {
    let attribute = attrs.find("kernel")?;
    if matches!(attribute.meta, syn::Meta::Path(_)) {
        return None;
    }
    let parsed = attribute.parse_args_with(|input: syn::parse::ParseStream<'_>| {
        let key: Ident = input.parse()?;
        input.parse::<syn::Token![=]>()?;
        let text: syn::LitStr = input.parse()?;
        if key == "header" && input.is_empty() {
            Ok(text.value())
        } else {
            Err(input.error(""))
        }
    });
    if let Ok(text) = parsed {
        return Some(text);
    }
    let example = "#[kernel(header = \"linux/sched.h\")]";
    let words = [
        ("name", "kernel"),
        ("takes", "a header, or nothing"),
        ("example", example),
    ];
    found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
    None
}
