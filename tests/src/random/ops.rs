//! Ops: arguments, results, presence, values and what the trigger file passes.

use std::fmt::Write as _;

use fastrand::Rng;
use structops_model::kernel::limits;

use super::instances::{self, TypeOptions};
use super::items::{self, Scope, Struct};
use super::results::{Result, result};
use super::types;
use super::{members, words};

/// A trait as text, and what its options may refer to.
#[derive(Debug)]
pub(super) struct Trait {
    ident: String,
    members: Vec<String>,
    optional: Vec<String>,
}

/// An argument: its attributes and type, what a trigger may pass, and the slots it takes.
pub(super) struct Arg {
    pub(super) name: String,
    pub(super) attributes: String,
    pub(super) ty: String,
    passed: Option<String>,
    slots: usize,
}

impl Trait {
    pub(super) fn new(rng: &mut Rng, stem: &str, scope: &Scope, options: &TypeOptions) -> Self {
        let mut ty = Self {
            ident: format!("{}Ops", stem.to_uppercase()),
            members: Vec::new(),
            optional: Vec::new(),
        };
        let members = match rng.u8(..30) {
            0 => 64,
            _ => rng.usize(1..10),
        };
        let mut taken: Vec<String> = instances::OF_TYPES
            .iter()
            .map(|&name| name.to_owned())
            .collect();
        for number in 0..members {
            // Stubs are called `<type>__<op>`, in 511 characters.
            let name = words::name(rng, &mut taken, 300);
            let is_op = number == 0 || rng.u8(..3) > 0;
            let member = if is_op {
                let has_place = !limits::NO_PROGRAM.contains(&number);
                ty.op(rng, scope, &name, options.has_trigger, has_place)
            } else {
                members::member(rng, scope, name.trim_start_matches("r#"))
            };
            ty.members.push(member);
        }
        // Far from the limit, and from the places where no program may stand.
        if members < 60 {
            instances::push_members(rng, options, &mut ty.members);
        }
        ty
    }

    /// `requires(..)` among the optional ops.
    pub(super) fn choices(&self, rng: &mut Rng) -> Vec<String> {
        if self.optional.len() < 2 || rng.bool() {
            return Vec::new();
        }
        let count = rng.usize(2..=self.optional.len().min(5));
        let mut names = self.optional.clone();
        rng.shuffle(&mut names);
        names.truncate(count);
        vec![format!("requires({})", names.join(" | "))]
    }

    pub(super) fn text(&self, indent: &str) -> String {
        let mut text = format!("{indent}pub trait {} {{\n", self.ident);
        for line in self.members.concat().lines() {
            let _ = writeln!(text, "{indent}{line}");
        }
        let _ = writeln!(text, "{indent}}}");
        text
    }

    fn op(
        &mut self,
        rng: &mut Rng,
        scope: &Scope,
        name: &str,
        has_trigger: bool,
        has_place: bool,
    ) -> String {
        let mut text = String::new();
        words::push_docs(rng, &mut text, "    ");
        if rng.u8(..12) == 0 {
            let _ = writeln!(
                text,
                "    #[name(\"op_{}\")]",
                name.trim_start_matches("r#")
            );
        }
        let args = args(rng, scope);
        let result = result(rng, scope, &args);
        if let Result::Alias(c_type, _) = result {
            let _ = writeln!(text, "    #[c_type(\"{c_type}\")]");
        }
        let passed: Option<Vec<String>> = args.iter().map(|arg| arg.passed.clone()).collect();
        // Where newer kernels load no program, nobody may implement the op.
        let kind = if has_place { rng.u8(..10) } else { 0 };
        if let Some(passed) = passed.filter(|_| has_trigger && kind > 0 && rng.u8(..4) > 0) {
            let _ = writeln!(text, "    #[trigger({})]", passed.join(", "));
        }
        if kind > 0 && rng.u8(..6) == 0 {
            text.push_str("    #[sleepable]\n");
        }
        let body = match kind {
            0 => {
                text.push_str("    #[unsupported]\n");
                ";".to_owned()
            }
            1..=3 => {
                if result.needs_idle() || rng.bool() {
                    let value = result.value(rng, scope, &args);
                    let _ = writeln!(text, "    #[idle({value})]");
                }
                ";".to_owned()
            }
            _ => {
                self.optional.push(name.to_owned());
                match result {
                    Result::Unit => " {}".to_owned(),
                    _ => format!(" {{ {} }}", result.value(rng, scope, &args)),
                }
            }
        };
        let mut list: Vec<String> = rng.bool().then(|| "&self".to_owned()).into_iter().collect();
        list.extend(
            args.iter()
                .map(|arg| format!("{}{}: {}", arg.attributes, arg.name, arg.ty)),
        );
        let arrow = result.text(scope);
        let _ = writeln!(text, "    fn {name}({}){arrow}{body}", list.join(", "));
        text
    }
}

fn args(rng: &mut Rng, scope: &Scope) -> Vec<Arg> {
    let most: usize = if scope.from >= 703 { 12 } else { 6 };
    let wanted = if rng.u8(..6) == 0 {
        most
    } else {
        rng.usize(..=4)
    };
    let mut list: Vec<Arg> = Vec::new();
    let mut taken = Vec::new();
    let mut room = 256_usize;
    loop {
        let used: usize = list.iter().map(|arg| arg.slots).sum();
        if used >= wanted {
            return list;
        }
        let mut name = || words::name(&mut *rng, &mut taken, 40);
        let name = name();
        if used + 2 <= wanted && rng.u8(..5) == 0 {
            let len = words::name(rng, &mut taken, 40);
            list.extend(buffer(rng, name, len, &mut room));
            continue;
        }
        let mut arg = arg(rng, scope, name);
        if used + arg.slots > most {
            "u8".clone_into(&mut arg.ty);
            arg.attributes = String::new();
            arg.passed = Some("1".to_owned());
            arg.slots = 1;
        }
        list.push(arg);
    }
}

/// A buffer and its length; `room` is what is left of the program's stack.
fn buffer(rng: &mut Rng, name: String, len: String, room: &mut usize) -> Vec<Arg> {
    let element = types::integer(rng);
    let bytes = usize::try_from(element.bits.div_ceil(8)).unwrap_or(8);
    let most = *room / bytes;
    let (attribute, taken) = match rng.u8(..3) {
        0 if *room >= 64 => (format!("#[buffer({len})] "), 64),
        _ if most > 0 => {
            let max = rng.usize(1..=most.min(32));
            (format!("#[buffer({len}, max = {max})] "), max * bytes)
        }
        _ => (String::new(), 0),
    };
    *room -= taken;
    let scalar = types::integer(rng);
    let is_text = ["c_char", "u8", "i8"].contains(&element.rust);
    let (pointer, length) = if is_text && scalar.bits >= 32 {
        ("message", "message_len".to_owned())
    } else {
        ("none", "0".to_owned())
    };
    let qualifier = if rng.u8(..4) == 0 { "mut" } else { "const" };
    let arg = |name, attributes, ty, passed: String| Arg {
        name,
        attributes,
        ty,
        passed: Some(passed),
        slots: 1,
    };
    vec![
        arg(
            name,
            attribute,
            format!("*{qualifier} {}", element.rust),
            pointer.to_owned(),
        ),
        arg(len, String::new(), scalar.rust.to_owned(), length),
    ]
}

fn arg(rng: &mut Rng, scope: &Scope, name: String) -> Arg {
    let plain = |attributes: &str, ty: String, passed: Option<String>| Arg {
        name: name.clone(),
        attributes: attributes.to_owned(),
        ty,
        passed,
        slots: 1,
    };
    let scalar = types::integer(rng);
    match rng.u8(..12) {
        0 => plain("", "bool".to_owned(), Some(rng.bool().to_string())),
        1 => {
            let (c_type, rust) = items::alias(rng);
            let passed = if rust == "bool" { "true" } else { "7" };
            plain(
                &format!("#[c_type(\"{c_type}\")] "),
                rust.to_owned(),
                Some(passed.to_owned()),
            )
        }
        2 | 3 => plain("", items::pointer(rng), Some("none".to_owned())),
        4 => match rng.choice(&scope.enums) {
            Some(one) => {
                let variant = rng.choice(&one.variants).cloned().unwrap_or_default();
                plain(
                    "",
                    one.ident.clone(),
                    Some(format!("{}::{variant}", one.ident)),
                )
            }
            None => plain("", "i32".to_owned(), Some("-1".to_owned())),
        },
        5..=8 => match rng.choice(&scope.structs) {
            Some(one) => reference(rng, scope, one, name),
            None => plain(
                "",
                "u64".to_owned(),
                Some("18_446_744_073_709_551_615".to_owned()),
            ),
        },
        9 => {
            let c_name = format!("c_{}", name.replace("r#", ""));
            plain(
                &format!("#[name(\"{c_name}\")] "),
                scalar.rust.to_owned(),
                Some("1".to_owned()),
            )
        }
        _ => {
            let value = scalar.value(rng);
            let passed = types::expression(rng, value, scalar);
            plain("", scalar.rust.to_owned(), Some(passed))
        }
    }
}

/// Whether a reference to it can be given back without a kfunc of the module.
pub(super) fn is_counted(one: &Struct) -> bool {
    one.of_kernel && structops_model::kernel::references::find(&one.ident).is_some()
}

/// A struct or union, behind a pointer, owned, or by value.
fn reference(rng: &mut Rng, scope: &Scope, to: &Struct, name: String) -> Arg {
    let fits = !to.of_kernel && to.size <= 16 && (!to.is_union || scope.from >= 700);
    let zeroed = (!to.of_kernel).then(|| "zeroed".to_owned());
    let current = (to.ident == "task_struct").then(|| "current".to_owned());
    let attributes = if rng.u8(..4) == 0 { "#[constant] " } else { "" };
    let arg = |attributes: &str, ty, passed, slots| Arg {
        name,
        attributes: attributes.to_owned(),
        ty,
        passed,
        slots,
    };
    let ident = &to.ident;
    let mutable = if rng.bool() { "mut " } else { "" };
    match rng.u8(..6) {
        0 | 1 if fits => arg("", ident.clone(), zeroed, 2),
        2 | 3 if scope.from >= 617 && is_counted(to) => {
            arg("", format!("Ref<{ident}>"), current, 1)
        }
        0..=3 => {
            let passed = Some("none".to_owned());
            arg(attributes, format!("Option<&{mutable}{ident}>"), passed, 1)
        }
        _ => arg(
            attributes,
            format!("&{mutable}{ident}"),
            zeroed.or(current),
            1,
        ),
    }
}
