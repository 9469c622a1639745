//! The module form: types of its own beside the traits of its ops.

use syn::spanned::Spanned;
use syn::{Fields, Item, ItemMod, ItemTrait};

use super::attr::{self, Attrs};
use super::options;
use super::scope::Scope;
use super::structs::{self, Declared};
use super::{Draft, item, parse_trait};
use crate::diagnostic::Diagnostics;
use crate::interface::{Kind, Options};
use crate::kernel::types;
use crate::{name, rules};

pub(super) fn parse_module(
    options: &Options,
    module: &ItemMod,
    found: &mut Diagnostics,
) -> Option<Draft> {
    Attrs::of(&module.attrs, &[], found);
    let Some((_, items)) = &module.content else {
        found.push(
            &rules::NOT_INLINE,
            module.span(),
            &[("name", &module.ident.to_string())],
        );
        return None;
    };
    options::refuse_of_type(options, found);
    let prefix = match &options.module {
        Some(text) => text.value.clone(),
        None => name::snake_case(&attr::plain(&module.ident)),
    };
    let mut scope = Scope {
        is_module: true,
        kernel: options.kernel,
        opaque: types::OPAQUE,
        ..Scope::default()
    };
    parse_values(items, &prefix, &mut scope, found);
    let declared = declare(items, &prefix, &mut scope, found);
    let structs = structs::parse_structs(&declared, &mut scope, found);
    let types = items
        .iter()
        .filter_map(|item| match item {
            Item::Trait(item) => Some(item),
            _ => None,
        })
        .filter_map(|item| parse_one(item, options, &scope, found))
        .collect::<Vec<_>>();
    if types.is_empty() && found.is_empty() {
        found.push(&rules::NO_OPS_TRAIT, module.ident.span(), &[]);
    }
    Some(Draft {
        module: prefix,
        ident: Some(module.ident.clone()),
        structs,
        enums: scope.enums,
        consts: scope.consts,
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
        if let Item::Enum(item) = item
            && let Some(parsed) = item::parse_enum(item, prefix, scope, found)
        {
            scope.declare(&parsed.named);
            scope.enums.push(parsed);
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
                    continue;
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
        if !generics.params.is_empty() {
            found.push(&rules::GENERIC_ITEM, generics.span(), &[]);
            continue;
        }
        // The attributes are checked where the fields are parsed.
        let known = Attrs::of(attrs, &["kernel", "name"], &mut Diagnostics::default());
        let named = item::names(ident, &known, kind, prefix, &mut Diagnostics::default());
        scope.declare(&named);
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
    let own = |name: &str| {
        item.attrs
            .iter()
            .find(|attribute| attribute.path().is_ident(name))
    };
    if let Some(attribute) = own("kfuncs") {
        found.push(
            &rules::PLANNED,
            attribute.path().span(),
            &[("name", "kfuncs")],
        );
        return None;
    }
    // A trait without the attribute is an ordinary item of the module.
    let attribute = own("ops")?;
    let tokens = match &attribute.meta {
        syn::Meta::List(list) => list.tokens.clone(),
        _ => proc_macro2::TokenStream::new(),
    };
    let mut options = options::parse_options(tokens, found);
    options::refuse_of_module(&options, found);
    options.inherit(of_module);
    Some(parse_trait(options, item, &["ops"], scope, found))
}
