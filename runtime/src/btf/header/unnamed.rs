//! Members without a name that are structs with a tag, as `-fms-extensions` allows, with
//! which newer kernels are built.
//!
//! `btf_dump` writes them as `struct tag;`, which declares nothing in standard C: the fields
//! would be missing, and all that follow would lie elsewhere. Without the tag it is an
//! anonymous struct, and libbpf finds fields in those whatever tag the kernel's has.

use std::collections::BTreeMap;

/// What stands between the braces of a definition, and after them.
#[derive(Default)]
struct Definition<'a> {
    lines: Vec<String>,
    tail: &'a str,
}

/// Writes out the members without a name, of structs that are defined before; `None` where
/// the text would have more than `most` bytes, since each may contain two of the one before.
pub(super) fn write_out(types: &str, most: usize) -> Option<String> {
    let mut known: BTreeMap<&str, Definition<'_>> = BTreeMap::new();
    let mut current: Option<(&str, Definition<'_>)> = None;
    let mut out = String::with_capacity(types.len());
    for line in types.lines() {
        let lines = match unnamed(line).and_then(|(indent, head)| Some((indent, known.get(head)?)))
        {
            Some((indent, definition)) => in_place(indent, line, definition),
            None => vec![line.to_owned()],
        };
        for line in &lines {
            if out.len() + line.len() >= most {
                return None;
            }
            out.push_str(line);
            out.push('\n');
        }
        match (&mut current, line.strip_prefix('}')) {
            (Some((_, definition)), None) => definition.lines.extend(lines),
            (Some(_), Some(tail)) => {
                if let Some((head, mut definition)) = current.take() {
                    definition.tail = tail;
                    known.insert(head, definition);
                }
            }
            (None, _) => {
                let head = line.strip_suffix(" {").filter(|head| is_tagged(head));
                current = head.map(|head| (head, Definition::default()));
            }
        }
    }
    Some(out)
}

/// `struct tag`, for which a line inside a definition stands that says nothing else.
fn unnamed(line: &str) -> Option<(&str, &str)> {
    let text = line.trim_start_matches('\t');
    let indent = line.strip_suffix(text)?;
    let head = text.strip_suffix(';').filter(|head| is_tagged(head))?;
    (!indent.is_empty()).then_some((indent, head))
}

fn is_tagged(head: &str) -> bool {
    let tag = head
        .strip_prefix("struct ")
        .or_else(|| head.strip_prefix("union "));
    tag.is_some_and(|tag| !tag.is_empty() && !tag.contains([' ', '\t', '*']))
}

fn in_place(indent: &str, line: &str, definition: &Definition<'_>) -> Vec<String> {
    let keyword = if line.trim_start().starts_with("union") {
        "union"
    } else {
        "struct"
    };
    let mut lines = vec![format!("{indent}{keyword} {{")];
    lines.extend(
        definition
            .lines
            .iter()
            .map(|line| format!("{indent}{line}")),
    );
    lines.push(format!("{indent}}}{}", definition.tail));
    lines
}

#[cfg(test)]
mod tests {
    use super::write_out;

    #[test]
    fn a_member_without_a_name_is_written_out() {
        let types = "\
struct inner {
\tint a;
\tunion {
\t\tint b;
\t};
} __attribute__((packed));

struct middle {
\tstruct inner;
};

struct outer {
\tstruct {
\t\tstruct middle;
\t};
\tstruct inner named;
\tstruct inner *pointer;
};
";
        let wanted = "\
struct inner {
\tint a;
\tunion {
\t\tint b;
\t};
} __attribute__((packed));

struct middle {
\tstruct {
\t\tint a;
\t\tunion {
\t\t\tint b;
\t\t};
\t} __attribute__((packed));
};

struct outer {
\tstruct {
\t\tstruct {
\t\t\tstruct {
\t\t\t\tint a;
\t\t\t\tunion {
\t\t\t\t\tint b;
\t\t\t\t};
\t\t\t} __attribute__((packed));
\t\t};
\t};
\tstruct inner named;
\tstruct inner *pointer;
};
";
        assert_eq!(write_out(types, 1 << 20).as_deref(), Some(wanted));
    }

    #[test]
    fn declarations_and_what_is_not_defined_stay() {
        let types = "struct a;\n\nstruct b {\n\tstruct c;\n\tint x;\n};\n";
        assert_eq!(write_out(types, 1 << 20).as_deref(), Some(types));
    }

    #[test]
    fn doubling_ends() {
        let level = |level: u32| {
            let inner = level - 1;
            format!("struct s{level} {{\n\tstruct s{inner};\n\tstruct s{inner};\n}};\n")
        };
        let types: String = (1..64).map(level).collect();
        let types = format!("struct s0 {{\n\tint x;\n}};\n{types}");
        assert_eq!(write_out(&types, 1 << 20), None);
    }
}
