//! Data members in C: what `init_member` accepts, and what it stores.

use serde::Serialize;
use structops_model::{Accepts, Data, Hook, Module, Scalar, Setting, StructOps, Type};

use super::odd::{self, OddKind};
use crate::c;

/// A data member's case in `init_member`.
#[derive(Serialize)]
pub(super) struct DataView {
    name: String,
    type_name: String,
    checks: Vec<CheckView>,
    /// Whether a hook sees the member before it is copied.
    hook: bool,
    store: Option<String>,
}

impl DataView {
    /// Whether the module may write the member, other than the core.
    pub(super) fn is_stored(&self) -> bool {
        self.store.is_some() || self.hook
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
            hook: ty.options.hooks.contains(&Hook::InitMember),
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
    for (index, one) in odd::places(&data.ty, module).iter().enumerate() {
        let place = format!("uops->{name}{}", one.path);
        let (words, errno) = one.words();
        let is_number = one.path.is_empty() && matches!(one.kind, OddKind::Enumerator(_));
        list.push(if is_number {
            let condition = one.condition(&place, data.zero_means.is_some());
            let text = " is %d, none of its values";
            check(condition, text, &[format!("(int){place}")], errno)
        } else if one.loops.is_empty() {
            let text = format!("{} {words}", one.path);
            check(one.condition(&place, false), &text, &[], errno)
        } else {
            let condition = format!("{}(uops)", odd_name(ty, data, index));
            check(condition, &format!("{} {words}", one.path), &[], errno)
        });
    }
    list
}

/// Functions that look through the arrays of data members.
pub(super) fn view_odd(ty: &StructOps, module: &Module) -> Vec<String> {
    let settable = |data: &&Data| !matches!(data.setting, Setting::Private | Setting::Owner);
    let mut list = Vec::new();
    for data in ty.data().filter(settable) {
        for (index, one) in odd::places(&data.ty, module).iter().enumerate() {
            if !one.loops.is_empty() {
                list.push(one.function(&odd_name(ty, data, index), &ty.name, &data.name));
            }
        }
    }
    list
}

fn odd_name(ty: &StructOps, data: &Data, index: usize) -> String {
    format!("bpf_{}_odd_{}_{index}", ty.name, data.name)
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

fn hexadecimal(conversion: &str) -> String {
    conversion.replace('u', "x").replace('%', "%#")
}

fn is_zero(data: &Data) -> String {
    let name = &data.name;
    match &data.ty {
        // Whether the byte is a truth value is not known yet.
        ty if ty.scalar() == Some(Scalar::Bool) => format!("!*(const u8 *)&uops->{name}"),
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
