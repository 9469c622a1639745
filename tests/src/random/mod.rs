//! Random interfaces: Rust source text that the model must accept, over the whole language.
//!
//! The same seed and index give the same text. Each text is a file of its own, so that one
//! that fails can be tried alone.

mod instances;
mod items;
mod kfuncs;
mod members;
mod ops;
mod results;
mod types;
mod words;

use std::fmt::Write as _;

use fastrand::Rng;

use items::Scope;

/// A source file, and a name for it that is free in Rust, in C and as a folder.
#[derive(Debug, Clone)]
pub struct Interface {
    /// `r0007`.
    pub name: String,
    /// The Rust source.
    pub text: String,
}

/// The ends of the kernel ranges that change what an interface may say.
const RANGES: &[(&str, u32)] = &[
    ("", 612),
    ("", 612),
    ("6.12..", 612),
    ("6.12..=7.3", 612),
    ("6.17..", 617),
    ("7.0..", 700),
    ("7.3..", 703),
    ("7.3..7.9", 703),
];

/// The `index`th interface of a seed.
pub fn interface(seed: u64, index: usize) -> Interface {
    let mut rng = Rng::with_seed(seed ^ (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let name = format!("r{index:04}");
    let mut text = String::from("use struct_ops::prelude::*;\n");
    let items = if rng.u8(..4) == 0 { rng.u8(2..=3) } else { 1 };
    for item in 0..items {
        let stem = format!("{name}{}", char::from(b'a' + item));
        let item = if rng.u8(..5) < 2 {
            short_form(&mut rng, &stem)
        } else {
            module_form(&mut rng, &stem)
        };
        text.push('\n');
        text.push_str(&item);
    }
    Interface { name, text }
}

/// One or two traits without types of their own.
fn short_form(rng: &mut Rng, stem: &str) -> String {
    let mut out = String::new();
    let module = words::stretched(rng, &format!("{stem}_m"), 55);
    let (of_module, from) = module_options(rng, Some(&module));
    for number in 0..if rng.u8(..4) == 0 { 2 } else { 1 } {
        let stem = format!("{stem}{number}");
        let scope = Scope::of_short_form(from);
        let own = instances::TypeOptions::new(rng, &stem);
        let ty = ops::Trait::new(rng, &stem, &scope, &own);
        let options: Vec<String> = of_module
            .iter()
            .cloned()
            .chain(own.list)
            .chain(ty.choices(rng))
            .collect();
        words::push_docs(rng, &mut out, "");
        let _ = writeln!(out, "#[struct_ops({})]", options.join(", "));
        out.push_str(&ty.text(""));
    }
    out
}

/// A module with types, constants, and one to three traits.
fn module_form(rng: &mut Rng, stem: &str) -> String {
    let mut out = String::new();
    let module = rng
        .bool()
        .then(|| words::stretched(rng, &format!("{stem}_m"), 55));
    let (options, from) = module_options(rng, module.as_deref());
    let scope = Scope::random(rng, from);
    words::push_docs(rng, &mut out, "");
    let _ = writeln!(
        out,
        "#[struct_ops({})]\npub mod {stem} {{",
        options.join(", ")
    );
    let mut parts = scope.text(rng);
    if rng.u8(..3) == 0 {
        parts.push(kfuncs::text(rng, stem, &scope));
    }
    for number in 0..if rng.u8(..4) == 0 { rng.u8(2..=3) } else { 1 } {
        let stem = format!("{stem}{number}");
        let own = instances::TypeOptions::new(rng, &stem);
        let ty = ops::Trait::new(rng, &stem, &scope, &own);
        let options: Vec<String> = own.list.into_iter().chain(ty.choices(rng)).collect();
        let mut part = String::new();
        words::push_docs(rng, &mut part, "    ");
        let _ = writeln!(part, "    #[ops({})]", options.join(", "));
        part.push_str(&ty.text("    "));
        parts.push(part);
    }
    // C wants an order of its own; Rust does not care.
    rng.shuffle(&mut parts);
    out.push_str(&scope.consts_text(rng));
    out.push_str(&parts.join("\n"));
    out.push_str("}\n");
    out
}

/// What a module may say of itself, and the release that its range begins with.
fn module_options(rng: &mut Rng, module: Option<&str>) -> (Vec<String>, u32) {
    let mut list: Vec<String> = module
        .map(|name| format!("module = \"{name}\""))
        .into_iter()
        .collect();
    let licenses = structops_model::kernel::licenses::GPL_COMPATIBLE;
    if let Some(license) = rng.choice(licenses).filter(|_| rng.bool()) {
        list.push(format!("license = \"{}\"", license.ident));
    }
    for option in ["author", "description", "version"] {
        if rng.u8(..3) == 0 {
            let text = words::option_text(rng);
            list.push(format!("{option} = \"{text}\""));
        }
    }
    let (range, from) = rng.choice(RANGES).copied().unwrap_or(("", 612));
    if !range.is_empty() {
        list.push(format!("kernel = \"{range}\""));
    }
    (list, from)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_seed_gives_one_text() {
        let text = |seed| super::interface(seed, 3).text;
        assert_eq!(text(1), text(1));
        assert_ne!(text(1), text(2));
    }
}
