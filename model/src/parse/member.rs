//! Constants of a trait become data members.

use syn::spanned::Spanned;
use syn::{Expr, ExprRange, RangeLimits, TraitItemConst};

use super::attr::{self, Attrs};
use super::number;
use super::place::Place;
use super::scope::Scope;
use super::types::{Spelling, TypeParser};
use super::value::ValueParser;
use crate::diagnostic::Diagnostics;
use crate::interface::{Accepts, Data, Kind, Origin, Scalar, Setting, Type, Value};
use crate::language::Site;
use crate::rules;

pub(super) fn parse_data(
    item: &TraitItemConst,
    scope: &Scope,
    found: &mut Diagnostics,
) -> Option<Data> {
    let attrs = Attrs::of(&item.attrs, Site::Member, found);
    let spelling = Spelling {
        c_type: attrs.text("c_type", found),
        constant: false,
    };
    let ty = TypeParser {
        scope,
        place: Place::Member,
        spelling,
    }
    .parse(&item.ty, found)?;
    let setting = parse_setting(item, &attrs, &ty, scope, found)?;
    let data = Data {
        name: attrs
            .text("name", found)
            .unwrap_or_else(|| attr::plain(&item.ident).to_lowercase()),
        ident: item.ident.clone(),
        docs: attr::docs(&item.attrs),
        accepts: parse_accepts(&attrs, &ty, scope, found),
        zero_means: parse_zero_means(&attrs, &ty, scope, found),
        setting,
        is_key: attrs.has("key"),
        ty,
    };
    check_data(&data, &attrs, scope, found);
    Some(data)
}

fn parse_setting(
    item: &TraitItemConst,
    attrs: &Attrs<'_>,
    ty: &Type,
    scope: &Scope,
    found: &mut Diagnostics,
) -> Option<Setting> {
    let own = match ty {
        Type::Owner => Some(Setting::Owner),
        _ if attrs.has("private") => Some(Setting::Private),
        _ => None,
    };
    let Some((_, value)) = &item.default else {
        return Some(own.unwrap_or(Setting::Required));
    };
    if own.is_some() {
        found.push(
            &rules::PRIVATE_VALUE,
            value.span(),
            &[("name", &item.ident.to_string())],
        );
        return own;
    }
    ValueParser {
        scope,
        args: &[],
        ty,
    }
    .value(value, found)
    .map(Setting::Default)
}

/// `#[zero_means(20)]`: one value for another, so both are scalars.
fn parse_zero_means(
    attrs: &Attrs<'_>,
    ty: &Type,
    scope: &Scope,
    found: &mut Diagnostics,
) -> Option<Value> {
    let attribute = attrs.find("zero_means")?;
    if ty.scalar().is_none() && !matches!(ty, Type::Enum(_)) {
        let words = [
            ("name", "zero_means"),
            ("takes", "a value for a number or an enum"),
            ("example", "#[zero_means(20)]"),
        ];
        found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
        return None;
    }
    let values = ValueParser {
        scope,
        args: &[],
        ty,
    };
    values.attribute(attribute, found)
}

/// `#[range(0..=100)]`, `#[flags(0x3)]`.
fn parse_accepts(attrs: &Attrs<'_>, ty: &Type, scope: &Scope, found: &mut Diagnostics) -> Accepts {
    let scalar = ty.scalar();
    if let Some(attribute) = attrs.find("range") {
        let ends = attribute
            .parse_args::<ExprRange>()
            .ok()
            .and_then(|range| ends(&range, scalar?, scope));
        match (ends, scalar) {
            (Some((low, high)), Some(scalar))
                if low <= high
                    && scalar.holds(low)
                    && scalar.holds(high)
                    && scalar != Scalar::Bool =>
            {
                return Accepts::Range(low, high);
            }
            _ => {
                let words = [
                    ("name", "range"),
                    ("takes", "a range of the member's type"),
                    ("example", "#[range(0..=100)]"),
                ];
                found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
            }
        }
    }
    if let Some(attribute) = attrs.find("flags") {
        let mask = attribute
            .parse_args::<Expr>()
            .ok()
            .and_then(|mask| number::evaluate(&mask, scalar?, scope));
        match (mask.and_then(|mask| u64::try_from(mask).ok()), scalar) {
            (Some(mask), Some(scalar))
                if !scalar.is_signed() && scalar != Scalar::Bool && scalar.holds(mask.into()) =>
            {
                return Accepts::Flags(mask);
            }
            _ => {
                let words = [
                    ("name", "flags"),
                    ("takes", "a mask of the member's unsigned type"),
                    ("example", "#[flags(0x3)]"),
                ];
                found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
            }
        }
    }
    Accepts::All
}

fn ends(range: &ExprRange, scalar: Scalar, scope: &Scope) -> Option<(i128, i128)> {
    let low = number::evaluate(range.start.as_deref()?, scalar, scope)?;
    let high = number::evaluate(range.end.as_deref()?, scalar, scope)?;
    match range.limits {
        RangeLimits::HalfOpen(_) => Some((low, high.checked_sub(1)?)),
        RangeLimits::Closed(_) => Some((low, high)),
    }
}

/// An address that user space made up: in a pointer at any depth.
fn holds_pointer(ty: &Type, scope: &Scope, depth: usize) -> bool {
    match ty {
        Type::Array { element, .. } => holds_pointer(element, scope, depth),
        // A struct that holds itself was refused.
        Type::Struct(named) if depth < scope.structs.len() + 1 => {
            let known = scope.structs.iter().find(|known| known.named == *named);
            known.is_some_and(|known| {
                known
                    .fields
                    .iter()
                    .any(|field| holds_pointer(&field.ty, scope, depth + 1))
            })
        }
        ty => ty.is_pointer(),
    }
}

fn check_data(data: &Data, attrs: &Attrs<'_>, scope: &Scope, found: &mut Diagnostics) {
    let name = data.ident.to_string();
    let is_private = matches!(data.setting, Setting::Private | Setting::Owner);
    if attrs.has("range") && attrs.has("flags") {
        found.push(
            &rules::RANGE_AND_FLAGS,
            data.ident.span(),
            &[("name", &name)],
        );
    }
    if is_private && (attrs.has("range") || attrs.has("flags") || attrs.has("zero_means")) {
        found.push(&rules::PRIVATE_VALUE, data.ident.span(), &[("name", &name)]);
    }
    if data.zero_means.is_some() && matches!(data.setting, Setting::Required) {
        let words = [
            ("one", "`#[zero_means]`"),
            ("other", "a constant without a value"),
            (
                "instead",
                "give the constant a value: one without must be set, so that it is never zero",
            ),
        ];
        found.push(&rules::CONTRADICTION, data.ident.span(), &words);
    }
    let of_kernel = data
        .ty
        .held()
        .is_some_and(|named| named.origin == Origin::Kernel && named.kind != Kind::Enum);
    if !is_private && (of_kernel || holds_pointer(&data.ty, scope, 0)) {
        found.push(
            &rules::MUST_BE_PRIVATE,
            data.ident.span(),
            &[("name", &name)],
        );
    }
    let said = match &data.setting {
        Setting::Default(value) => Some(value),
        _ => None,
    };
    let is_refused =
        |value: &Value| number_of(value).is_some_and(|number| !accepts(&data.accepts, number));
    // Zero stands for another value, which must be accepted instead.
    let zero_stands = data.zero_means.is_some();
    let checked = said.filter(|value| !(zero_stands && number_of(value) == Some(0)));
    if checked.is_some_and(is_refused) || data.zero_means.as_ref().is_some_and(is_refused) {
        found.push(
            &rules::DEFAULT_REFUSED,
            data.ident.span(),
            &[("name", &name)],
        );
    }
}

fn number_of(value: &Value) -> Option<i128> {
    match value {
        Value::Int(number) | Value::Named { value: number, .. } => Some(*number),
        _ => None,
    }
}

fn accepts(accepts: &Accepts, number: i128) -> bool {
    match accepts {
        Accepts::All => true,
        Accepts::Range(low, high) => (*low..=*high).contains(&number),
        Accepts::Flags(mask) => number >= 0 && number & !i128::from(*mask) == 0,
    }
}
