//! Documentation of types and ops as C comments.

use structops_model::{Accepts, Data, Member, Op, Presence, Setting, StructOps, Type};

use crate::c;

mod kfunc;

pub(crate) use kfunc::{kfunc_comment, of_kfunc};

/// Columns of text after ` * `.
const WIDTH: usize = 77;

/// The kernel-doc comment of the ops struct: every member is described, as `W=1`
/// wants it.
pub(crate) fn struct_comment(ty: &StructOps, tag: &str) -> String {
    let said: Vec<String> = paragraphs(&ty.docs)
        .iter()
        .map(|paragraph| c::fill(&c::comment_text(paragraph), usize::MAX).concat())
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    let summary = match said.first() {
        Some(first) => first.clone(),
        None => "ops that BPF programs implement".to_owned(),
    };
    let mut lines = vec!["/**".to_owned()];
    // kernel-doc wants the name on the first line, however long it is.
    lines.push(format!(" * struct {} - {}", tag, first_line(tag, &summary)));
    if let Some(rest) = summary.strip_prefix(first_line(tag, &summary).as_str()) {
        push_filled(&mut lines, "", rest, "\t");
    }
    for member in &ty.members {
        let said = match member {
            Member::Op(op) => of_op(op),
            Member::Data(data) => of_data(data),
        };
        let head = format!("@{}: ", member.name());
        push_filled(&mut lines, &head, &c::comment_text(&said), "\t");
    }
    for paragraph in said.iter().skip(1) {
        lines.push(" *".to_owned());
        push_filled(&mut lines, "", paragraph, "");
    }
    lines.push(" */".to_owned());
    lines.join("\n")
}

/// As many words of a summary as fit beside the struct's name, at least one.
fn first_line(name: &str, summary: &str) -> String {
    let room = (WIDTH - 8)
        .saturating_sub("struct  - ".len() + name.len())
        .max(1);
    c::fill(summary, room)
        .into_iter()
        .next()
        .unwrap_or_default()
}

/// What an op is for, what stands in for it, and which of its arguments may be NULL.
pub(crate) fn of_op(op: &Op) -> String {
    let said = paragraphs(&op.docs).join(" ");
    let said = (!said.is_empty()).then_some(said);
    let sentences = [said, Some(presence(op)), may_be_null(op)];
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    sentences.join(" ")
}

/// "@a and @b may be NULL.", where there are such arguments.
fn may_be_null(op: &Op) -> Option<String> {
    Some(format!("{} may be NULL.", enumerate(&nullable(op))?))
}

/// As `may_be_null`, and what a program has to do about it.
pub(crate) fn compare_with_null(op: &Op) -> Option<String> {
    let names = nullable(op);
    let they = if names.len() == 1 {
        "it is"
    } else {
        "they are"
    };
    Some(format!(
        "{} may be NULL: compare with NULL before {they} read.",
        enumerate(&names)?
    ))
}

fn nullable(op: &Op) -> Vec<String> {
    op.args
        .iter()
        .filter(|arg| arg.ty.is_nullable())
        .map(|arg| format!("@{}", arg.name))
        .collect()
}

/// "a", "a and b", "a, b and c".
fn enumerate(names: &[String]) -> Option<String> {
    let (last, first) = names.split_last()?;
    Some(if first.is_empty() {
        last.clone()
    } else {
        format!("{} and {last}", first.join(", "))
    })
}

/// What a data member is for, and who sets it to what.
fn of_data(data: &Data) -> String {
    let said = paragraphs(&data.docs).join(" ");
    let setting = match &data.setting {
        Setting::Required => "Must be set.".to_owned(),
        Setting::Private => "The kernel's own; BPF leaves it zero.".to_owned(),
        Setting::Owner => "The core's own; BPF leaves it zero.".to_owned(),
        Setting::Default(_) => match &data.accepts {
            Accepts::All => "May be set.".to_owned(),
            Accepts::Range(low, high) => format!("From {low} to {high}."),
            Accepts::Flags(mask) => format!("Flags within {mask:#x}."),
        },
    };
    let words = setting.trim_end_matches('.').to_lowercase();
    if said.is_empty() {
        setting
    } else if said.to_lowercase().contains(&words) {
        said
    } else {
        format!("{said} {setting}")
    }
}

fn presence(op: &Op) -> String {
    let value = op.presence.value().and_then(c::value);
    match (&op.presence, value) {
        (Presence::Required(_), Some(value)) => {
            format!("Every instance must implement it; {value} while none is attached.")
        }
        (Presence::Required(_), None) => "Every instance must implement it.".to_owned(),
        (Presence::Optional(_), Some(value)) => format!("Optional; {value} without a program."),
        (Presence::Optional(_), None) if op.result == Type::Unit => {
            "Optional; does nothing without a program.".to_owned()
        }
        (Presence::Optional(_), None) => "Optional.".to_owned(),
        (Presence::Unsupported, _) => "No program may implement it.".to_owned(),
    }
}

/// The lines of `head` and `text`; only `head` may begin a section.
fn push_filled(lines: &mut Vec<String>, head: &str, text: &str, indent: &str) {
    let whole = format!("{head}{text}");
    for (index, line) in c::fill(&whole, WIDTH - 8).into_iter().enumerate() {
        let indent = if index == 0 { "" } else { indent };
        let line = if index == 0 && !head.is_empty() {
            line
        } else {
            without_section(&line)
        };
        lines.push(if indent.is_empty() {
            format!(" * {line}")
        } else {
            format!(" *{indent}{line}")
        });
    }
}

/// A line without what kernel-doc would take for the head of a section, `doc_sect` in
/// scripts/kernel-doc: a name and a colon, first in the line or after any star.
fn without_section(line: &str) -> String {
    let mut out = String::new();
    for piece in line.split_inclusive(':') {
        out.push_str(piece);
        if let Some(head) = out.strip_suffix(':')
            && ends_in_section(head)
        {
            out.truncate(head.len());
            out.push_str(" -");
        }
    }
    out
}

fn ends_in_section(head: &str) -> bool {
    const SECTIONS: &[&str] = &[
        "description",
        "context",
        "return",
        "returns",
        "note",
        "notes",
        "example",
        "examples",
    ];
    let head = head.trim_end();
    let before = head.trim_end_matches(|c: char| c.is_alphanumeric() || "._".contains(c));
    let word = head.strip_prefix(before).unwrap_or_default();
    let (before, is_section) = match before.strip_suffix('@') {
        Some(before) => (before.trim_end(), true),
        None => (
            before.trim_end(),
            SECTIONS.contains(&word.to_lowercase().as_str()),
        ),
    };
    is_section && (before.is_empty() || before.ends_with('*'))
}

/// Paragraphs of documentation, each on one line.
pub(crate) fn paragraphs(docs: &[String]) -> Vec<String> {
    docs.split(|line| line.trim().is_empty())
        .map(|lines| {
            lines
                .iter()
                .map(|line| line.trim())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_enumerated() {
        let names = ["a", "b", "c"].map(str::to_owned);
        let text = |upto: usize| names.get(..upto).and_then(enumerate);
        assert_eq!(text(0), None);
        assert_eq!(text(1).as_deref(), Some("a"));
        assert_eq!(text(2).as_deref(), Some("a and b"));
        assert_eq!(text(3).as_deref(), Some("a, b and c"));
    }

    #[test]
    fn only_members_begin_sections() {
        let mut lines = Vec::new();
        push_filled(&mut lines, "@op: ", "Return: nothing", "\t");
        push_filled(&mut lines, "", "Return: nothing", "");
        push_filled(&mut lines, "", "@op : nothing", "");
        push_filled(&mut lines, "", "list: a, b * @x: * note : c", "");
        let wanted = [
            " * @op: Return: nothing",
            " * Return - nothing",
            " * @op  - nothing",
            " * list: a, b * @x - * note  - c",
        ];
        assert_eq!(lines, wanted);
    }
}
