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

impl DataView {
    /// Whether the module copies the member, other than the core.
    pub(super) fn is_stored(&self) -> bool {
        self.store.is_some()
    }
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
    let (conversion, cast) = c::printed(&data.ty);
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
            let text = format!("is {conversion}, not from {low} to {high}");
            Some((condition, text, vec![format!("{cast}uops->{name}")]))
        }
        Accepts::Flags(mask) => {
            let condition = format!("uops->{name} & ~{mask:#x}ULL");
            let text = format!("is {}, flags outside of {mask:#x}", hexadecimal(conversion));
            Some((condition, text, vec![format!("{cast}uops->{name}")]))
        }
    }
}

fn no_enumerator(data: &Data, known: &Enum) -> String {
    let differs = known
        .variants
        .iter()
        .map(|one| format!("uops->{} != {}", data.name, one.name));
    // Zero stands for one of them.
    let given = data
        .zero_means
        .is_some()
        .then(|| format!("uops->{}", data.name));
    let all: Vec<String> = given.into_iter().chain(differs).collect();
    all.join(" &&\n\t\t    ")
}

fn hexadecimal(conversion: &str) -> String {
    conversion.replace('u', "x").replace('%', "%#")
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
            // A truth value that is left out in the middle is a warning of gcc.
            let middle = if data.ty.scalar() == Some(Scalar::Bool) {
                "? true :"
            } else {
                "?:"
            };
            format!("ops->{name} = uops->{name} {middle} {value};")
        }
        _ => format!("ops->{name} = uops->{name};"),
    })
}

fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::Array { element, .. } if element.scalar() == Some(Scalar::Char))
}
