//! Kfuncs: what programs may call, with arguments and results of every kind.

use std::fmt::Write as _;

use fastrand::Rng;
use structops_model::kernel::programs;

use super::items::{self, Scope};
use super::{types, words};

/// A trait of kfuncs.
pub(super) fn text(rng: &mut Rng, stem: &str, scope: &Scope) -> String {
    let mut text = String::new();
    words::push_docs(rng, &mut text, "    ");
    let _ = writeln!(text, "    #[kfuncs]");
    push_programs(rng, &mut text, "    ");
    let _ = writeln!(text, "    pub trait {}Kfuncs {{", stem.to_uppercase());
    for number in 0..rng.usize(1..6) {
        words::push_docs(rng, &mut text, "        ");
        push_programs(rng, &mut text, "        ");
        for flag in ["sleepable", "destructive", "rcu"] {
            if rng.u8(..6) == 0 {
                let _ = writeln!(text, "        #[{flag}]");
            }
        }
        let arguments = arguments(rng, scope).join(", ");
        let result = result(rng, scope);
        let _ = writeln!(text, "        fn kf{number}({arguments}){result};");
    }
    text.push_str("    }\n");
    text
}

/// Who may call them.
fn push_programs(rng: &mut Rng, text: &mut String, indent: &str) {
    if rng.u8(..4) == 0 {
        let mut names: Vec<&str> = programs::TYPES.iter().map(|row| row.name).collect();
        rng.shuffle(&mut names);
        names.truncate(rng.usize(1..=3));
        let _ = writeln!(text, "{indent}#[programs({})]", names.join(", "));
    }
}

/// At most five, of which one at most changes hands.
fn arguments(rng: &mut Rng, scope: &Scope) -> Vec<String> {
    let mut taken = Vec::new();
    let mut list: Vec<String> = Vec::new();
    let mut owns = false;
    while list.len() < rng.usize(..=4) {
        // Two underscores speak to the verifier.
        let name = words::name(rng, &mut taken, 40).replace("__", "_u");
        let struct_of = rng.choice(&scope.structs).map(|one| one.ident.clone());
        match (rng.u8(..9), struct_of) {
            (0, Some(ident)) => list.push(format!("{name}: &{ident}")),
            (1, Some(ident)) => list.push(format!("{name}: Option<&mut {ident}>")),
            (2, Some(ident)) if !owns => {
                owns = true;
                list.push(format!("{name}: Ref<{ident}>"));
            }
            (3, _) => {
                let len = words::name(rng, &mut taken, 40).replace("__", "_u");
                list.push(format!("#[buffer({len})] {name}: *mut u8"));
                list.push(format!("{len}: {}", types::integer(rng).rust));
            }
            (4, _) => list.push(format!("#[string] {name}: *const c_char")),
            (5, _) => list.push(format!("#[ignored] {name}: *mut c_void")),
            (6, _) => {
                let (c_type, rust) = items::alias(rng);
                list.push(format!("#[c_type(\"{c_type}\")] {name}: {rust}"));
            }
            (7, _) => list.push(format!("{name}: *const {}", types::integer(rng).rust)),
            _ => list.push(format!("{name}: {}", types::integer(rng).rust)),
        }
    }
    list
}

fn result(rng: &mut Rng, scope: &Scope) -> String {
    let struct_of = rng.choice(&scope.structs).map(|one| one.ident.clone());
    match (rng.u8(..6), struct_of) {
        (0, Some(ident)) => format!(" -> Option<Ref<{ident}>>"),
        (1, Some(ident)) => format!(" -> Option<&'static {ident}>"),
        (2, _) => " -> bool".to_owned(),
        (3, _) => String::new(),
        _ => format!(" -> {}", types::integer(rng).rust),
    }
}
