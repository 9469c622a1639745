//! Data members: every type and attribute that a constant of a trait may have.

use std::fmt::Write as _;

use fastrand::Rng;

use super::items::{self, Scope};
use super::{types, words};

/// A data member of the given name, in upper case as Rust wants it.
pub(super) fn member(rng: &mut Rng, scope: &Scope, name: &str) -> String {
    let mut text = String::new();
    words::push_docs(rng, &mut text, "    ");
    if rng.u8(..12) == 0 {
        let _ = writeln!(text, "    #[name(\"m_{name}\")]");
    }
    let ident = name.to_uppercase();
    let body = match rng.u8(..12) {
        0 => flag(rng, &ident),
        1 => characters(rng, &ident),
        2 => array(rng, scope, &ident),
        3 => aliased(rng, &ident),
        4 | 5 if scope.is_module => named(rng, scope, &ident),
        6 if scope.is_module => private(rng, scope, &ident),
        7 => format!(
            "    #[private]\n    const {ident}: {};\n",
            items::pointer(rng)
        ),
        _ => number(rng, scope, &ident),
    };
    text.push_str(&body);
    text
}

fn flag(rng: &mut Rng, ident: &str) -> String {
    match rng.u8(..3) {
        0 => format!("    const {ident}: bool;\n"),
        1 => format!("    #[zero_means(true)]\n    const {ident}: bool = false;\n"),
        _ => format!("    const {ident}: bool = {};\n", rng.bool()),
    }
}

fn characters(rng: &mut Rng, ident: &str) -> String {
    let len = rng.u64(1..70);
    match rng.u8(..3) {
        0 => format!("    const {ident}: [c_char; {len}];\n"),
        1 => format!("    const {ident}: [c_char; {len}] = [0; {len}];\n"),
        _ => {
            let text = words::text(rng, len - 1);
            format!("    const {ident}: [c_char; {len}] = text(c\"{text}\");\n")
        }
    }
}

fn array(rng: &mut Rng, scope: &Scope, ident: &str) -> String {
    let len = rng.u64(1..40);
    let length = scope.length(rng, len);
    let element = match rng.u8(..4) {
        0 => "bool",
        _ => types::integer(rng).rust,
    };
    match rng.u8(..4) {
        0 if element != "bool" => {
            let some = if rng.bool() { "0" } else { "7" };
            format!("    const {ident}: [{element}; {length}] = [{some}; {length}];\n")
        }
        1 => format!("    const {ident}: [[{element}; {length}]; 3];\n"),
        2 => {
            let (inner, ..) = scope.field_type(rng);
            let inner = if scope.holds_pointer(&inner) {
                "u16".to_owned()
            } else {
                inner
            };
            format!("    const {ident}: [{inner}; {length}];\n")
        }
        _ => format!("    const {ident}: [{element}; {length}];\n"),
    }
}

fn aliased(rng: &mut Rng, ident: &str) -> String {
    let (name, rust) = items::alias(rng);
    let head = format!("    #[c_type(\"{name}\")]\n    const {ident}: {rust}");
    match types::of_rust(rust) {
        Some(scalar) if rng.bool() => {
            let value = scalar.value(rng);
            format!("{head} = {};\n", types::expression(rng, value, scalar))
        }
        _ => format!("{head};\n"),
    }
}

/// An enum, a struct or a union of the module.
fn named(rng: &mut Rng, scope: &Scope, ident: &str) -> String {
    if let Some(one) = rng.choice(&scope.enums).filter(|_| rng.bool()) {
        let variant = rng.choice(&one.variants).map_or("V0x", String::as_str);
        let path = format!("{}::{variant}", one.ident);
        return match rng.u8(..3) {
            0 => format!("    const {ident}: {};\n", one.ident),
            1 => format!(
                "    #[zero_means({path})]\n    const {ident}: {} = {path};\n",
                one.ident
            ),
            _ => format!("    const {ident}: {} = {path};\n", one.ident),
        };
    }
    let may_be_set = |one: &&items::Struct| !one.of_kernel && !one.has_pointer;
    let own: Vec<_> = scope.structs.iter().filter(may_be_set).collect();
    match rng.choice(own) {
        Some(one) if rng.bool() => format!("    const {ident}: {};\n", one.ident),
        Some(one) => format!("    const {ident}: [{}; 2];\n", one.ident),
        None => number(rng, scope, ident),
    }
}

/// What the kernel keeps for itself.
fn private(rng: &mut Rng, scope: &Scope, ident: &str) -> String {
    let rows = structops_model::kernel::types::OPAQUE;
    let opaque = rng.choice(rows).map_or("list_head", |row| row.tag);
    let ty = match rng.u8(..6) {
        0 => format!("[{opaque}; {}]", rng.u8(1..9)),
        1 => format!("*mut {opaque}"),
        2 => rng
            .choice(&scope.structs)
            .map_or("u64".to_owned(), |one| one.ident.clone()),
        3 => rng
            .choice(&scope.structs)
            .map_or("u64".to_owned(), |one| format!("*const {}", one.ident)),
        4 => return format!("    const {ident}: &module;\n"),
        _ => opaque.to_owned(),
    };
    format!("    #[private]\n    const {ident}: {ty};\n")
}

fn number(rng: &mut Rng, scope: &Scope, ident: &str) -> String {
    let scalar = types::integer(rng);
    let rust = scalar.rust;
    match rng.u8(..6) {
        0 => format!("    const {ident}: {rust};\n"),
        1 => {
            let (a, b) = (scalar.value(rng), scalar.value(rng));
            let (low, high) = (a.min(b), a.max(b));
            let inside = rng.i128(low..=high);
            let range = format!(
                "{}..={}",
                types::expression(rng, low, scalar),
                types::expression(rng, high, scalar)
            );
            let value = types::expression(rng, inside, scalar);
            let stands = types::expression(rng, rng.clone().i128(low..=high), scalar);
            match rng.u8(..3) {
                0 => format!("    #[range({range})]\n    const {ident}: {rust};\n"),
                1 => format!(
                    "    #[range({range})]\n    #[zero_means({stands})]\n    const {ident}: {rust} = {value};\n"
                ),
                _ => format!("    #[range({range})]\n    const {ident}: {rust} = {value};\n"),
            }
        }
        2 if !scalar.signed && rust != "c_char" => {
            let mask = scalar.value(rng);
            let inside = scalar.value(rng) & mask;
            let value = types::expression(rng, inside, scalar);
            match rng.u8(..2) {
                0 => format!("    #[flags({mask:#x})]\n    const {ident}: {rust};\n"),
                _ => format!("    #[flags({mask})]\n    const {ident}: {rust} = {value};\n"),
            }
        }
        3 => {
            let stands = types::value(rng, scalar, scope);
            format!("    #[zero_means({stands})]\n    const {ident}: {rust} = 0;\n")
        }
        // The macro widens errnos in bodies; a constant of another width writes the number.
        _ if scalar.signed && rust != "i32" => {
            let value = scalar.value(rng);
            format!(
                "    const {ident}: {rust} = {};\n",
                types::expression(rng, value, scalar)
            )
        }
        _ => format!(
            "    const {ident}: {rust} = {};\n",
            types::value(rng, scalar, scope)
        ),
    }
}
