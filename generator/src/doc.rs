//! Documentation of types and ops as C comments.

use structops_model::{Accepts, Data, Member, Op, Presence, Setting, StructOps, Type};

use crate::c;

/// Columns of text after ` * `.
const WIDTH: usize = 77;

/// The kernel-doc comment of the ops struct: every member is described, as `W=1`
/// wants it.
pub(crate) fn struct_comment(ty: &StructOps) -> String {
    let summary = match paragraphs(&ty.docs).into_iter().next() {
        Some(first) => first,
        None => "ops that BPF programs implement".to_owned(),
    };
    let mut lines = vec!["/**".to_owned()];
    // kernel-doc wants the name on the first line, however long it is.
    lines.push(format!(
        " * struct {} - {}",
        ty.name,
        first_line(&ty.name, &summary)
    ));
    let rest = c::comment_text(&summary);
    if let Some(rest) = rest.strip_prefix(first_line(&ty.name, &summary).as_str()) {
        push_filled(&mut lines, rest, "\t");
    }
    for member in &ty.members {
        let said = match member {
            Member::Op(op) => of_op(op),
            Member::Data(data) => of_data(data),
        };
        let line = format!("@{}: {}", member.name(), c::comment_text(&said));
        push_filled(&mut lines, &line, "\t");
    }
    for paragraph in paragraphs(&ty.docs).into_iter().skip(1) {
        lines.push(" *".to_owned());
        push_filled(&mut lines, &c::comment_text(&paragraph), "");
    }
    lines.push(" */".to_owned());
    lines.join("\n")
}

/// As many words of a summary as fit beside the struct's name, at least one.
fn first_line(name: &str, summary: &str) -> String {
    let room = (WIDTH - 8)
        .saturating_sub("struct  - ".len() + name.len())
        .max(1);
    c::fill(&c::comment_text(summary), room)
        .into_iter()
        .next()
        .unwrap_or_default()
}

/// What an op is for, and what stands in for it.
pub(crate) fn of_op(op: &Op) -> String {
    let said = paragraphs(&op.docs).join(" ");
    let presence = presence(op);
    if said.is_empty() {
        presence
    } else {
        format!("{said} {presence}")
    }
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
    if said.is_empty() {
        setting
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

fn push_filled(lines: &mut Vec<String>, text: &str, indent: &str) {
    for (index, line) in c::fill(text, WIDTH - 8).iter().enumerate() {
        let indent = if index == 0 { "" } else { indent };
        lines.push(if indent.is_empty() {
            format!(" * {line}")
        } else {
            format!(" *{indent}{line}")
        });
    }
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
