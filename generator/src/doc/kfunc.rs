//! Documentation of kfuncs as C comments.

use structops_model::{Kfunc, KfuncArg, Mark, Type};

use super::{first_line, paragraphs, push_filled};
use crate::c;

/// The kernel-doc comment of a kfunc, its parameters under the names that C gives them.
pub(crate) fn kfunc_comment(kfunc: &Kfunc, name: impl Fn(&KfuncArg) -> String) -> String {
    let said = paragraphs(&kfunc.docs);
    let summary = match said.first() {
        Some(first) => c::comment_text(first),
        None => "for BPF programs".to_owned(),
    };
    let head = format!("{}()", kfunc.name);
    let first = first_line(&head, &summary);
    let mut lines = vec!["/**".to_owned(), format!(" * {head} - {first}")];
    if let Some(rest) = summary.strip_prefix(first.as_str()) {
        push_filled(&mut lines, "", rest, "\t");
    }
    for one in &kfunc.args {
        let head = format!("@{}: ", name(one));
        push_filled(&mut lines, &head, &of_argument(kfunc, one), "\t");
    }
    for paragraph in said.iter().skip(1) {
        lines.push(" *".to_owned());
        push_filled(&mut lines, "", &c::comment_text(paragraph), "");
    }
    let conditions = conditions(kfunc);
    if !conditions.is_empty() {
        lines.push(" *".to_owned());
        push_filled(&mut lines, "Context: ", &conditions.join(" "), "\t");
    }
    if let Some(result) = of_result(kfunc) {
        lines.push(" *".to_owned());
        push_filled(&mut lines, "Return: ", result, "\t");
    }
    lines.push(" */".to_owned());
    lines.join("\n")
}

/// What a kfunc is for, and what a program that calls it has to know.
pub(crate) fn of_kfunc(kfunc: &Kfunc) -> String {
    let docs = paragraphs(&kfunc.docs).join(" ");
    let arguments = kfunc.args.iter().filter_map(|one| {
        let said = remark(kfunc, one)?;
        Some(format!("@{}: {said}", one.arg.name))
    });
    let result = of_result(kfunc).map(|said| format!("Returns {said}"));
    let parts = std::iter::once(docs).chain(arguments).chain(result);
    let parts: Vec<String> = parts
        .chain(conditions(kfunc).into_iter().map(str::to_owned))
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        return "For programs.".to_owned();
    }
    parts.join(" ")
}

fn conditions(kfunc: &Kfunc) -> Vec<&'static str> {
    let rows = [
        (kfunc.is_sleepable, "May sleep."),
        (kfunc.is_rcu, "Pointers may be protected by RCU alone."),
        (kfunc.is_destructive, "For callers with CAP_SYS_BOOT."),
    ];
    let wanted = rows.into_iter().filter(|(is_set, _)| *is_set);
    wanted.map(|(_, said)| said).collect()
}

fn of_argument(kfunc: &Kfunc, one: &KfuncArg) -> String {
    remark(kfunc, one).unwrap_or_else(|| match &one.arg.ty {
        Type::Reference { .. } => "never NULL.".to_owned(),
        Type::Pointer { .. } => "one element.".to_owned(),
        _ => "any value.".to_owned(),
    })
}

/// What the type in C does not say of an argument.
fn remark(kfunc: &Kfunc, one: &KfuncArg) -> Option<String> {
    let lengths = kfunc.args.iter().filter(|other| {
        let buffer = other.arg.buffer.as_ref();
        buffer.is_some_and(|buffer| buffer.len == one.arg.ident)
    });
    if let Some(buffer) = lengths.into_iter().next() {
        return Some(format!("bytes at @{}.", buffer.arg.name));
    }
    let said = match (&one.arg.ty, one.mark) {
        (_, Mark::String) => "a constant string of the program.",
        (_, Mark::Ignored) => "not looked at by the verifier.",
        (Type::Owned { nullable: true, .. }, _) => "a reference that is given away, or NULL.",
        (Type::Owned { .. }, _) => "a reference that is given away.",
        (Type::Reference { nullable: true, .. }, _) => "may be NULL.",
        (Type::Pointer { .. }, _) if one.arg.buffer.is_some() => "memory of the program.",
        _ => return None,
    };
    Some(said.to_owned())
}

fn of_result(kfunc: &Kfunc) -> Option<&'static str> {
    match &kfunc.result {
        Type::Owned { nullable: true, .. } => {
            Some("a reference that the program gives back, or NULL.")
        }
        Type::Owned { .. } => Some("a reference that the program gives back."),
        ty if ty.is_nullable() => Some("a pointer to look at, or NULL."),
        ty if ty.is_pointer() => Some("a pointer to look at."),
        _ => None,
    }
}
