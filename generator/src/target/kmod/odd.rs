//! Values that no value of their type has: a byte of 2 in a `bool`, a number that is no
//! enumerator, a text without its end mark. Nobody may read them as what they claim to be.

use std::fmt::Write as _;

use structops_model::{Enum, Kind, Module, Scalar, Struct, Type};

/// A place inside a data member that can hold such a value.
pub(super) struct Odd<'a> {
    /// From the member on: `.name`, `[i].mode`.
    pub(super) path: String,
    /// The lengths of the arrays on the way, outermost first: one variable each.
    pub(super) loops: Vec<u64>,
    /// What would be odd.
    pub(super) kind: OddKind<'a>,
}

/// What can be odd.
pub(super) enum OddKind<'a> {
    /// A byte above 1.
    Bool,
    /// None of the enumerators.
    Enumerator(&'a Enum),
    /// No end mark in so many characters.
    Text(u64),
}

/// The variables of nested loops.
const VARIABLES: &[&str] = &["i", "j", "k", "l", "m", "n"];

/// Every such place of a type, through structs and arrays; what a union holds is known to
/// nobody here.
pub(super) fn places<'a>(ty: &Type, module: &'a Module) -> Vec<Odd<'a>> {
    let mut found = Vec::new();
    walk(ty, module, String::new(), &mut Vec::new(), &mut found);
    found
}

fn walk<'a>(
    ty: &Type,
    module: &'a Module,
    path: String,
    loops: &mut Vec<u64>,
    found: &mut Vec<Odd<'a>>,
) {
    let kind = match ty {
        Type::Scalar(Scalar::Bool)
        | Type::Alias {
            scalar: Scalar::Bool,
            ..
        } => OddKind::Bool,
        // The C type is `bool`, whatever Rust has for it.
        Type::Alias { name, .. } if name == "bool" => OddKind::Bool,
        Type::Enum(named) => match module.enums.iter().find(|known| known.named == *named) {
            Some(known) => OddKind::Enumerator(known),
            None => return,
        },
        Type::Array { element, len } if element.scalar() == Some(Scalar::Char) => {
            OddKind::Text(*len)
        }
        Type::Array { element, len } => {
            let Some(variable) = VARIABLES.get(loops.len()) else {
                return;
            };
            loops.push(*len);
            walk(element, module, format!("{path}[{variable}]"), loops, found);
            loops.pop();
            return;
        }
        Type::Struct(named) if named.kind == Kind::Struct => {
            let known = module.structs.iter().find(|known| known.named == *named);
            for field in known.map(fields).unwrap_or_default() {
                let path = format!("{path}.{}", field.name);
                walk(&field.ty, module, path, loops, found);
            }
            return;
        }
        _ => return,
    };
    found.push(Odd {
        path,
        loops: loops.clone(),
        kind,
    });
}

fn fields(item: &Struct) -> &[structops_model::Field] {
    &item.fields
}

impl Odd<'_> {
    /// When the value of `place` is odd, as one expression.
    pub(super) fn condition(&self, place: &str, zero_stands: bool) -> String {
        match &self.kind {
            OddKind::Bool => format!("*(const u8 *)&{place} > 1"),
            OddKind::Text(len) => format!("strnlen({place}, {len}) == {len}"),
            OddKind::Enumerator(known) => {
                // Zero stands for one of them.
                let given = zero_stands.then(|| place.to_owned());
                let differs = known
                    .variants
                    .iter()
                    .map(|one| format!("{place} != {}", one.name));
                let all: Vec<String> = given.into_iter().chain(differs).collect();
                all.join(" &&\n\t\t    ")
            }
        }
    }

    /// A function that looks through the arrays: its name and its text.
    pub(super) fn function(&self, name: &str, tag: &str, member: &str) -> String {
        let mut text = format!("static bool {name}(const struct {tag} *uops)\n{{\n");
        let variables: Vec<&str> = VARIABLES.iter().copied().take(self.loops.len()).collect();
        let _ = writeln!(text, "\tsize_t {};\n", variables.join(", "));
        let mut tabs = String::from("\t");
        for (variable, len) in variables.iter().zip(&self.loops) {
            let _ = writeln!(
                text,
                "{tabs}for ({variable} = 0; {variable} < {len}; {variable}++) {{"
            );
            tabs.push('\t');
        }
        self.push_test(&format!("uops->{member}{}", self.path), &tabs, &mut text);
        while tabs.len() > 1 {
            tabs.pop();
            let _ = writeln!(text, "{tabs}}}");
        }
        text.push_str("\treturn false;\n}");
        text
    }

    fn push_test(&self, place: &str, tabs: &str, text: &mut String) {
        let OddKind::Enumerator(known) = &self.kind else {
            let condition = self.condition(place, false);
            let _ = writeln!(text, "{tabs}if ({condition})\n{tabs}\treturn true;");
            return;
        };
        let _ = writeln!(text, "{tabs}switch (({})({place})) {{", repr(known));
        for one in &known.variants {
            let _ = writeln!(text, "{tabs}case {}:", one.name);
        }
        let _ = writeln!(text, "{tabs}\tbreak;");
        let _ = writeln!(text, "{tabs}default:\n{tabs}\treturn true;\n{tabs}}}");
    }

    /// What is wrong, for the kernel log, and the errno.
    pub(super) fn words(&self) -> (&'static str, &'static str) {
        match self.kind {
            OddKind::Bool => ("is neither true nor false", "EDOM"),
            OddKind::Enumerator(_) => ("is none of its values", "EDOM"),
            OddKind::Text(_) => ("has no end mark", "ENAMETOOLONG"),
        }
    }
}

/// An enum of C may be signed or not: the number it was declared with.
fn repr(known: &Enum) -> &'static str {
    known.repr.c()
}
