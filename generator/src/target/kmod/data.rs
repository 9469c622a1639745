//! Data members in C: what `init_member` accepts, and what it stores.

use serde::Serialize;
use structops_model::{Accepts, Data, Enum, Kind, Module, Scalar, Setting, StructOps, Type};

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
        ty => {
            let (conversion, cast) = c::printed(ty);
            let conversion = match data.accepts {
                Accepts::Flags(_) => hexadecimal(conversion),
                _ => conversion.to_owned(),
            };
            (conversion, vec![format!("{cast}{member}")])
        }
    };
    let mut items = vec![format!("\"{}: {} is {conversion}\\n\"", ty.name, data.name)];
    items.extend(values);
    c::wrapped("\tpr_info(", &items, ");")
}

fn checks(ty: &StructOps, data: &Data, module: &Module) -> Vec<CheckView> {
    let name = &data.name;
    let check = |condition: String, text: &str, values: &[String], errno| {
        let mut items = vec![format!("\"{}: {name}{text}\\n\"", ty.name)];
        items.extend_from_slice(values);
        CheckView {
            condition,
            warning: c::wrapped("\t\t\tpr_warn_ratelimited(", &items, ");"),
            errno,
        }
    };
    let mut list = Vec::new();
    if matches!(data.setting, Setting::Private) {
        let condition = format!("memchr_inv(&uops->{name}, 0, sizeof(uops->{name}))");
        let text = " is the kernel's own, leave it zero";
        list.push(check(condition, text, &[], "EPERM"));
        return list;
    }
    if is_text(&data.ty) {
        let condition =
            format!("strnlen(uops->{name}, sizeof(uops->{name})) == sizeof(uops->{name})");
        list.push(check(condition, " has no end mark", &[], "ENAMETOOLONG"));
    }
    if matches!(data.setting, Setting::Required) {
        list.push(check(is_zero(data), " must be set", &[], "ENODATA"));
    }
    if let Some(scalar) = data.ty.scalar() {
        let errno = match data.accepts {
            Accepts::Range(..) => "ERANGE",
            _ => "EDOM",
        };
        let refused = outside(data, scalar);
        list.extend(
            refused.map(|(condition, text, values)| check(condition, &text, &values, errno)),
        );
    }
    let mut found = Vec::new();
    no_values("", &data.ty, module, &mut found);
    for (path, none) in found {
        let place = format!("uops->{name}{path}");
        list.push(match none {
            NoValue::Bool => {
                let condition = format!("*(const u8 *)&{place} > 1");
                let text = format!("{path} is neither true nor false");
                check(condition, &text, &[], "EDOM")
            }
            NoValue::Enumerator(known) => {
                let text = format!("{path} is %d, none of its values");
                let zero_stands = path.is_empty() && data.zero_means.is_some();
                let condition = no_enumerator(&place, known, zero_stands);
                check(condition, &text, &[format!("(int){place}")], "EDOM")
            }
        });
    }
    list
}

/// A value that its type cannot have.
enum NoValue<'a> {
    /// A byte above 1: no `_Bool` may be read from it.
    Bool,
    /// None of the enumerators.
    Enumerator(&'a Enum),
}

/// The places inside a member, also in its structs, that can hold no value of their type.
fn no_values<'a>(
    path: &str,
    ty: &Type,
    module: &'a Module,
    found: &mut Vec<(String, NoValue<'a>)>,
) {
    match ty {
        Type::Scalar(Scalar::Bool) => found.push((path.to_owned(), NoValue::Bool)),
        Type::Enum(named) => {
            let known = module.enums.iter().find(|known| known.named == *named);
            found.extend(known.map(|known| (path.to_owned(), NoValue::Enumerator(known))));
        }
        Type::Struct(named) if named.kind == Kind::Struct => {
            let known = module.structs.iter().find(|known| known.named == *named);
            for field in known.map(|known| known.fields.iter()).into_iter().flatten() {
                no_values(&format!("{path}.{}", field.name), &field.ty, module, found);
            }
        }
        _ => {}
    }
}

/// A value that the member's attributes exclude: condition, words, their values.
fn outside(data: &Data, scalar: Scalar) -> Option<(String, String, Vec<String>)> {
    let name = &data.name;
    let (conversion, cast) = c::printed(&data.ty);
    match data.accepts {
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
            let text = format!(" is {conversion}, not from {low} to {high}");
            Some((condition, text, vec![format!("{cast}uops->{name}")]))
        }
        Accepts::Flags(mask) => {
            let condition = format!("uops->{name} & ~{mask:#x}ULL");
            let text = format!(
                " is {}, flags outside of {mask:#x}",
                hexadecimal(conversion)
            );
            Some((condition, text, vec![format!("{cast}uops->{name}")]))
        }
    }
}

fn no_enumerator(place: &str, known: &Enum, zero_stands: bool) -> String {
    let differs = known
        .variants
        .iter()
        .map(|one| format!("{place} != {}", one.name));
    // Zero stands for one of them.
    let given = zero_stands.then(|| place.to_owned());
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
