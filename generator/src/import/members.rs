//! The members of a type as items of its trait.

use std::fmt::Write as _;

use struct_ops::Descriptor;
use struct_ops::btf::Btf;
use struct_ops::descriptor::{Annotation, Base, CType, Member, MemberKind, Prototype};
use structops_model::kernel::existing::Existing;

use super::items::Items;
use super::types::{self, Place};
use super::{ImportError, arguments, names};

/// Columns of a line of Rust.
const COLUMNS: usize = 100;

/// The items, indented, each followed by an empty line but the last.
pub(super) fn members(
    btf: &Btf,
    descriptor: &Descriptor,
    known: Option<&Existing>,
    items: &mut Items<'_>,
) -> Result<Vec<String>, ImportError> {
    let mut texts: Vec<String> = Vec::new();
    let (mut ops, mut why_not) = (0, String::new());
    for member in descriptor.members.iter() {
        let text = match &member.kind {
            MemberKind::Op(prototype) => {
                let text = op(btf, &member.name, prototype, known, items);
                ops += usize::from(text.is_ok());
                text
            }
            MemberKind::Data(ty) => data(&member.name, ty, known, items),
        };
        texts.push(text.unwrap_or_else(|why| {
            if why_not.is_empty() && matches!(member.kind, MemberKind::Op(_)) {
                why_not.clone_from(&why);
            }
            left_out(member, &why)
        }));
    }
    if ops == 0 {
        return Err(ImportError::NoOps {
            tag: descriptor.name.clone().into_owned(),
            why: why_not,
        });
    }
    let last = texts.len() - 1;
    for text in texts.iter_mut().take(last) {
        text.push('\n');
    }
    Ok(texts)
}

/// Programs know no member that their own struct lacks: it stays zero.
fn left_out(member: &Member, why: &str) -> String {
    let text = format!("Left out, so that programs leave it zero: `{member}` ({why}).");
    let lines = names::wrapped(&text, COLUMNS - "        // ".len());
    let lines: Vec<String> = lines
        .iter()
        .map(|line| format!("        // {line}"))
        .collect();
    lines.join("\n")
}

fn has(list: &[&str], name: &str) -> bool {
    list.contains(&name)
}

fn data(
    name: &str,
    ty: &CType,
    known: Option<&Existing>,
    items: &mut Items<'_>,
) -> Result<String, String> {
    let spelled = types::spell(ty, Annotation::None, Place::Member, items)?.ty;
    let of_table = known.is_some_and(|row| has(row.private, name));
    let is_owner = spelled == "&module";
    let of_kernel = match &ty.base {
        Base::Struct(tag) | Base::Union(tag) => !items.is_own(tag),
        _ => false,
    };
    let is_private = of_table || ty.pointers > 0 || of_kernel || holds_pointer(ty, items);
    let must_be_set = known.is_some_and(|row| has(row.set, name));
    let named = names::data(name);
    let mut text = String::new();
    if is_private && !is_owner {
        text.push_str("        #[private]\n");
    }
    if let Some(attribute) = &named.attribute {
        let _ = writeln!(text, "        {attribute}");
    }
    let _ = write!(text, "        const {}: {spelled}", named.ident);
    if !is_private
        && !must_be_set
        && let Some(zero) = types::zero(ty, items)
    {
        let _ = write!(text, " = {zero}");
    }
    text.push(';');
    Ok(text)
}

fn holds_pointer(ty: &CType, items: &Items<'_>) -> bool {
    match &ty.base {
        Base::Struct(tag) | Base::Union(tag) => items.may_hold_pointer(tag),
        _ => false,
    }
}

fn op(
    btf: &Btf,
    name: &str,
    prototype: &Prototype,
    known: Option<&Existing>,
    items: &mut Items<'_>,
) -> Result<String, String> {
    let said = arguments::names(btf, name, prototype, known);
    let mut args = vec!["&self".to_owned()];
    for (param, name) in prototype.params.iter().zip(said) {
        let spelled = types::spell(&param.ty, param.annotation, Place::Argument, items)?;
        let attribute = spelled.attribute.map(|it| format!("{it} "));
        args.push(format!(
            "{}{name}: {}",
            attribute.unwrap_or_default(),
            spelled.ty
        ));
    }
    let result = types::spell(&prototype.result, Annotation::None, Place::Result, items)?;
    let is_unsupported = known.is_some_and(|row| has(row.unsupported, name));
    let is_required = known.is_some_and(|row| has(row.required, name));
    let named = names::op(name);
    let sleepable = known.is_some_and(|row| has(row.sleepable, name));
    let attributes = [
        is_unsupported.then_some("#[unsupported]"),
        sleepable.then_some("#[sleepable]"),
        result.attribute,
        named.attribute.as_deref(),
    ];
    let mut text = String::new();
    for attribute in attributes.into_iter().flatten() {
        let _ = writeln!(text, "        {attribute}");
    }
    let arrow = match result.ty.as_str() {
        "()" => String::new(),
        ty => format!(" -> {ty}"),
    };
    let body = match types::zero(&prototype.result, items) {
        _ if is_required || is_unsupported => None,
        _ if arrow.is_empty() => Some(String::new()),
        Some(zero) => Some(zero),
        None => Some("None".to_owned()),
    };
    text.push_str(&signature(&named.ident, &args, &arrow, body.as_deref()));
    Ok(text)
}

/// A method as rustfmt leaves it: the result goes to a line of its own before the arguments do.
fn signature(ident: &str, args: &[String], arrow: &str, body: Option<&str>) -> String {
    let end = match body {
        None => ";",
        Some("") => " {}",
        Some(_) => " {",
    };
    let head = format!("        fn {ident}({})", args.join(", "));
    let mut text = format!("{head}{arrow}{end}");
    // A body could follow: its brace takes more room than the semicolon.
    let is_wide = text.len() + usize::from(body.is_none() && !arrow.is_empty()) > COLUMNS;
    if is_wide && head.len() <= COLUMNS && body.is_none() && !arrow.is_empty() {
        text = format!("{head}\n       {arrow}{end}");
    } else if is_wide {
        let lines = args.iter().map(|arg| format!("            {arg},\n"));
        let lines: String = lines.collect();
        let end = end.replace("{}", "{\n        }");
        text = format!("        fn {ident}(\n{lines}        ){arrow}{end}");
    }
    if let Some(value) = body.filter(|value| !value.is_empty()) {
        let _ = write!(text, "\n            {value}\n        }}");
    }
    text
}
