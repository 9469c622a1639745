//! Data members in C: what `init_member` accepts, and what it stores.

use serde::Serialize;
use structops_model::{Accepts, Data, Enum, Module, Scalar, Setting, StructOps, Type};

use crate::c;

/// A data member's case in `init_member`.
#[derive(Serialize)]
pub(super) struct DataView {
    name: String,
    type_name: String,
    checks: Vec<CheckView>,
    store: Option<String>,
}

/// A reason to refuse the attach.
#[derive(Serialize)]
struct CheckView {
    condition: String,
    warning: String,
    errno: &'static str,
}

/// The cases of `init_member`. The core sets the owner without asking.
pub(super) fn view_data(ty: &StructOps, module: &Module) -> Vec<DataView> {
    ty.data()
        .filter(|data| !matches!(data.setting, Setting::Owner))
        .map(|data| DataView {
            name: data.name.clone(),
            type_name: ty.name.clone(),
            checks: checks(ty, data, module),
            store: store(data),
        })
        .collect()
}

/// The lines that show an instance's data members in the kernel log.
pub(super) fn view_shown(ty: &StructOps) -> Vec<String> {
    let settable = |data: &&Data| !matches!(data.setting, Setting::Private | Setting::Owner);
    ty.data()
        .filter(settable)
        .map(|data| shown(ty, data))
        .collect()
}

fn shown(ty: &StructOps, data: &Data) -> String {
    let member = format!("ops->{}", data.name);
    let size = format!("(int)sizeof({member})");
    let (conversion, values) = match &data.ty {
        // The end mark was checked.
        ty if is_text(ty) => ("\\\"%s\\\"".to_owned(), vec![member]),
        Type::Array { .. } => ("%*ph".to_owned(), vec![size, member]),
        Type::Struct(_) => ("%*ph".to_owned(), vec![size, format!("&{member}")]),
        Type::Enum(_) => ("%d".to_owned(), vec![format!("(int){member}")]),
        ty => (number_conversion(ty, &data.accepts), vec![member]),
    };
    let mut items = vec![format!("\"{}: {} is {conversion}\\n\"", ty.name, data.name)];
    items.extend(values);
    c::wrapped("\tpr_info(", &items, ");")
}

fn number_conversion(ty: &Type, accepts: &Accepts) -> String {
    match (ty.scalar(), accepts) {
        (Some(scalar), Accepts::Flags(_)) => hexadecimal(scalar),
        (Some(scalar), _) => c::conversion(scalar).to_owned(),
        (None, _) => "%p".to_owned(),
    }
}

fn checks(ty: &StructOps, data: &Data, module: &Module) -> Vec<CheckView> {
    let name = &data.name;
    let warn = |text: &str, values: &[String]| {
        let mut items = vec![format!("\"{}: {name} {text}\\n\"", ty.name)];
        items.extend_from_slice(values);
        c::wrapped("\t\t\tpr_warn_ratelimited(", &items, ");")
    };
    let check = |condition: String, warning: String, errno| CheckView {
        condition,
        warning,
        errno,
    };
    let mut list = Vec::new();
    if matches!(data.setting, Setting::Private) {
        let condition = format!("memchr_inv(&uops->{name}, 0, sizeof(uops->{name}))");
        list.push(check(
            condition,
            warn("is the kernel's own, leave it zero", &[]),
            "EPERM",
        ));
        return list;
    }
    if is_text(&data.ty) {
        let condition =
            format!("strnlen(uops->{name}, sizeof(uops->{name})) == sizeof(uops->{name})");
        list.push(check(
            condition,
            warn("has no end mark", &[]),
            "ENAMETOOLONG",
        ));
    }
    if matches!(data.setting, Setting::Required) {
        list.push(check(is_zero(data), warn("must be set", &[]), "ENODATA"));
    }
    if let Some(scalar) = data.ty.scalar() {
        list.extend(outside(data, scalar).map(|(condition, text, values)| {
            check(
                condition,
                warn(&text, &values),
                if matches!(data.accepts, Accepts::Range(..)) {
                    "ERANGE"
                } else {
                    "EDOM"
                },
            )
        }));
    }
    if let Type::Enum(named) = &data.ty
        && let Some(known) = module.enums.iter().find(|known| known.named == *named)
    {
        let condition = no_enumerator(data, known);
        list.push(check(
            condition,
            warn("is %d, none of its values", &[format!("(int)uops->{name}")]),
            "EDOM",
        ));
    }
    list
}

/// A value that the member's type or attributes exclude: condition, words, their values.
fn outside(data: &Data, scalar: Scalar) -> Option<(String, String, Vec<String>)> {
    let name = &data.name;
    match data.accepts {
        // A byte of 2 is neither: no `_Bool` may be read from it.
        Accepts::All if scalar == Scalar::Bool => {
            let condition = format!("*(const u8 *)&uops->{name} > 1");
            Some((
                condition,
                "is neither true nor false".to_owned(),
                Vec::new(),
            ))
        }
        Accepts::All => None,
        Accepts::Range(low, high) => {
            let mut bounds = Vec::new();
            if !scalar.is_signed() && low == 0 {
                // An unsigned number is never less.
            } else {
                bounds.push(format!("uops->{name} < {}", c::integer(low)));
            }
            bounds.push(format!("uops->{name} > {}", c::integer(high)));
            let outside = bounds.join(" || ");
            let condition = match (&data.zero_means, bounds.len()) {
                (None, _) => outside,
                (Some(_), 1) => format!("uops->{name} && {outside}"),
                (Some(_), _) => format!("uops->{name} && ({outside})"),
            };
            let text = format!("is {}, not from {low} to {high}", c::conversion(scalar));
            Some((condition, text, vec![format!("uops->{name}")]))
        }
        Accepts::Flags(mask) => {
            let condition = format!("uops->{name} & ~{mask:#x}ULL");
            let text = format!("is {}, flags outside of {mask:#x}", hexadecimal(scalar));
            Some((condition, text, vec![format!("uops->{name}")]))
        }
    }
}

fn no_enumerator(data: &Data, known: &Enum) -> String {
    let differs = known
        .variants
        .iter()
        .map(|one| format!("uops->{} != {}", data.name, one.name));
    differs.collect::<Vec<_>>().join(" &&\n\t\t    ")
}

fn hexadecimal(scalar: Scalar) -> String {
    c::conversion(scalar).replace('u', "x").replace('%', "%#")
}

fn is_zero(data: &Data) -> String {
    let name = &data.name;
    match &data.ty {
        ty if is_text(ty) => format!("!uops->{name}[0]"),
        Type::Array { .. } => format!("!memchr_inv(uops->{name}, 0, sizeof(uops->{name}))"),
        Type::Struct(_) => format!("!memchr_inv(&uops->{name}, 0, sizeof(uops->{name}))"),
        _ => format!("!uops->{name}"),
    }
}

/// `None` leaves the member to the core, which insists on zero.
fn store(data: &Data) -> Option<String> {
    let name = &data.name;
    if matches!(data.setting, Setting::Private) {
        return None;
    }
    Some(match (&data.ty, &data.zero_means) {
        (Type::Array { .. }, _) => {
            format!("memcpy(ops->{name}, uops->{name}, sizeof(ops->{name}));")
        }
        (_, Some(value)) => {
            let value = c::value(value).unwrap_or_else(|| "0".to_owned());
            format!("ops->{name} = uops->{name} ?: {value};")
        }
        _ => format!("ops->{name} = uops->{name};"),
    })
}

fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::Array { element, .. } if element.scalar() == Some(Scalar::Char))
}
