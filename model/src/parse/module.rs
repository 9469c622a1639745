//! The module form: types of its own beside the traits of its ops.

use syn::spanned::Spanned;
use syn::{Attribute, Fields, Item, ItemMod, ItemTrait};

use super::attr::{self, Attrs};
use super::options;
use super::scope::Scope;
use super::structs::{self, Declared};
use super::{Draft, item, iterator, kfunc, parse_trait};
use crate::diagnostic::Diagnostics;
use crate::interface::{Kfunc, Kind, Options};
use crate::kernel::types;
use crate::language::Site;
use crate::{name, rules};

pub(super) fn parse_module(
    options: &Options,
    module: &ItemMod,
    found: &mut Diagnostics,
) -> Option<Draft> {
    let before = found.len();
    Attrs::of(&module.attrs, Site::Nothing, found);
    let Some((_, items)) = &module.content else {
        found.push(
            &rules::NOT_INLINE,
            module.ident.span(),
            &[("name", &module.ident.to_string())],
        );
        return None;
    };
    options::refuse_of_type(options, found);
    let prefix = match options.named_module() {
        Some(name) => name.to_owned(),
        None => name::snake_case(&attr::plain(&module.ident)),
    };
    let mut scope = Scope {
        is_module: true,
        kernel: options.kernel,
        is_existing: options.existing.is_some(),
        opaque: types::OPAQUE,
        ..Scope::default()
    };
    parse_values(items, &prefix, &mut scope, found);
    let declared = declare(items, &prefix, &mut scope, found);
    scope.structs = structs::parse_structs(&declared, &mut scope, found);
    let so_far = found.len();
    let kfuncs: Vec<Kfunc> = items
        .iter()
        .filter_map(|item| match item {
            Item::Trait(item) if has(item, "kfuncs") => Some(item),
            _ => None,
        })
        .flat_map(|item| kfunc::parse_kfuncs(item, &prefix, &scope, found))
        .collect();
    // A step that is refused is not a missing one.
    if found.len() == so_far {
        iterator::check_states(&kfuncs, &scope, found);
    }
    let types = items
        .iter()
        .filter_map(|item| match item {
            Item::Trait(item) => Some(item),
            _ => None,
        })
        .filter_map(|item| parse_one(item, options, &scope, found))
        .collect::<Vec<_>>();
    if types.is_empty() && found.len() == before {
        found.push(&rules::NO_OPS_TRAIT, module.ident.span(), &[]);
    }
    Some(Draft {
        module: prefix,
        ident: Some(module.ident.clone()),
        structs: scope.structs,
        enums: scope.enums,
        consts: scope.consts,
        kfuncs,
        types,
    })
}

/// Constants and enums: what the lengths of arrays and the values of ops refer to.
fn parse_values(items: &[Item], prefix: &str, scope: &mut Scope, found: &mut Diagnostics) {
    for item in items {
        if let Item::Const(item) = item
            && let Some(parsed) = item::parse_const(item, prefix, scope, found)
        {
            scope.push_const(parsed);
        }
    }
    for item in items {
        if let Item::Enum(item) = item {
            // A refused one has a name as well: its uses are no mistakes of their own.
            let attrs = Attrs::of(&item.attrs, Site::Enum, found);
            let named = item::names(&item.ident, &attrs, Kind::Enum, prefix, found);
            scope.declare(&named);
            let header = structs::header(&attrs, found);
            let parsed = item::parse_enum(item, named, header, scope, found);
            scope.enums.extend(parsed);
        }
    }
}

/// Structs and unions by their names, so that they may refer to each other.
fn declare<'a>(
    items: &'a [Item],
    prefix: &str,
    scope: &mut Scope,
    found: &mut Diagnostics,
) -> Vec<Declared<'a>> {
    let mut declared = Vec::new();
    for item in items {
        let (ident, generics, attrs, fields, kind) = match item {
            Item::Struct(item) => match &item.fields {
                Fields::Named(fields) => (
                    &item.ident,
                    &item.generics,
                    &item.attrs,
                    Some(fields),
                    Kind::Struct,
                ),
                Fields::Unit => (&item.ident, &item.generics, &item.attrs, None, Kind::Struct),
                Fields::Unnamed(fields) => {
                    found.push(&rules::TUPLE_STRUCT, fields.span(), &[]);
                    (&item.ident, &item.generics, &item.attrs, None, Kind::Struct)
                }
            },
            Item::Union(item) => (
                &item.ident,
                &item.generics,
                &item.attrs,
                Some(&item.fields),
                Kind::Union,
            ),
            _ => continue,
        };
        // The attributes are checked where the fields are parsed.
        let known = Attrs::of(attrs, Site::Struct, &mut Diagnostics::default());
        let prefix = iterator::tag_prefix(ident, items, prefix);
        let named = item::names(ident, &known, kind, &prefix, &mut Diagnostics::default());
        scope.declare(&named);
        if !generics.params.is_empty() {
            found.push(&rules::GENERIC_ITEM, generics.span(), &[]);
            continue;
        }
        if matches!(item, Item::Struct(item) if matches!(item.fields, Fields::Unnamed(_))) {
            continue;
        }
        let fields = fields
            .map(|fields| fields.named.iter().collect())
            .unwrap_or_default();
        declared.push(Declared {
            ident,
            named,
            attrs,
            fields,
        });
    }
    declared
}

fn parse_one(
    item: &ItemTrait,
    of_module: &Options,
    scope: &Scope,
    found: &mut Diagnostics,
) -> Option<crate::StructOps> {
    if let Some(attribute) = own(item, "struct_ops") {
        let instead = "write `#[ops]`: the module has the attribute already";
        let words = [("name", "struct_ops"), ("instead", instead)];
        found.push(&rules::UNKNOWN_ATTRIBUTE, attribute.path().span(), &words);
        return None;
    }
    // A trait without the attribute is an ordinary item of the module.
    let attribute = own(item, "ops")?;
    let tokens = attr::options_of(attribute);
    let mut options = options::parse_options("ops", tokens, found);
    options::refuse_of_module(&options, found);
    options.inherit(of_module);
    Some(parse_trait(options, item, Site::OpsTrait, scope, found))
}

fn own<'a>(item: &'a ItemTrait, name: &str) -> Option<&'a Attribute> {
    item.attrs
        .iter()
        .find(|attribute| attribute.path().is_ident(name))
}

fn has(item: &ItemTrait, name: &str) -> bool {
    own(item, name).is_some()
}
