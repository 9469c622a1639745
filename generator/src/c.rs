//! C text that no template can lay out: declarators, comments and wrapped lists.

use std::fmt::Write as _;

use structops_model::{Arg, Op, Pointee, Scalar, Type, Value};

/// Columns of a line of C, tabs counted as eight: the kernel's coding style.
const COLUMNS: usize = 80;

/// What checkpatch --strict still accepts (`max_line_length` of scripts/checkpatch.pl).
const MOST_COLUMNS: usize = 100;

/// The C type, with a trailing space unless it ends in `*`; arrays by their element.
pub(crate) fn type_prefix(ty: &Type) -> String {
    match ty {
        Type::Unit => "void ".to_owned(),
        Type::Scalar(scalar) => format!("{} ", scalar.c()),
        Type::Alias { name, .. } => format!("{name} "),
        Type::Enum(named) | Type::Struct(named) => format!("{} ", named.c()),
        Type::Pointer { mutable, pointee } => {
            let qualifier = if *mutable { "" } else { "const " };
            let (end, more) = pointee.end();
            let target = match end {
                Pointee::Void | Pointee::Pointer(_) => "void".to_owned(),
                Pointee::Scalar(scalar) => scalar.c().to_owned(),
                Pointee::Named(named) => named.c(),
            };
            format!("{qualifier}{target} {}", "*".repeat(usize::from(more) + 1))
        }
        Type::Reference { to, constant, .. } => {
            let qualifier = if *constant { "const " } else { "" };
            format!("{qualifier}{} *", to.c())
        }
        Type::Owned { to, .. } => format!("{} *", to.c()),
        Type::Array { element, .. } => type_prefix(element),
        Type::Owner => "struct module *".to_owned(),
    }
}

/// `int a`, `const char *buf`, `char name[16]`.
pub(crate) fn declare(ty: &Type, name: &str) -> String {
    let mut dimensions = String::new();
    let mut inner = ty;
    while let Type::Array { element, len } = inner {
        let _ = write!(dimensions, "[{len}]");
        inner = element;
    }
    format!("{}{name}{dimensions}", type_prefix(inner))
}

/// How an op's member declares its result: `bool` travels as `int`, since a program
/// may return any 64-bit value and C's `_Bool` must never see a 2.
fn member_result(result: &Type) -> Type {
    match result {
        Type::Scalar(Scalar::Bool) => Type::Scalar(Scalar::Int),
        other => other.clone(),
    }
}

/// The parameter list of an op: `void` for none.
pub(crate) fn parameters(op: &Op) -> Vec<String> {
    list(op, |arg| arg.name.clone())
}

/// The parameter list of an op's stub, whose names tell the verifier what to expect:
/// `prepare_arg_info` in `kernel/bpf/bpf_struct_ops.c`.
pub(crate) fn stub_parameters(op: &Op) -> Vec<String> {
    list(op, stub_name)
}

fn list(op: &Op, name: impl Fn(&Arg) -> String) -> Vec<String> {
    if op.args.is_empty() {
        return vec!["void".to_owned()];
    }
    op.args
        .iter()
        .map(|arg| declare(&arg.ty, &name(arg)))
        .collect()
}

/// An argument's name in the stub.
pub(crate) fn stub_name(arg: &Arg) -> String {
    match &arg.ty {
        Type::Reference { nullable: true, .. } => format!("{}__nullable", arg.name),
        Type::Owned { .. } => format!("{}__ref", arg.name),
        _ => arg.name.clone(),
    }
}

/// The result of the op's struct member, ready to be followed by a name.
pub(crate) fn member_result_prefix(op: &Op) -> String {
    type_prefix(&member_result(&op.result))
}

/// The result of the op's call function, ready to be followed by a name.
pub(crate) fn call_result_prefix(op: &Op) -> String {
    type_prefix(&op.result)
}

/// `head`, the items separated by commas, `tail`; continued lines are aligned below
/// the first item, as checkpatch wants it. A function whose name leaves no room for that
/// stands on a line of its own, below its result.
pub(crate) fn wrapped(head: &str, items: &[String], tail: &str) -> String {
    let text = below_the_first(head, items, tail);
    let is_too_long = text.lines().any(|line| width(line) > MOST_COLUMNS);
    match head.rsplit_once(' ') {
        Some((result, name)) if is_too_long && !head.starts_with('\t') => {
            // The asterisk of a pointer stays with the name.
            below_the_first(&format!("{result}\n{name}"), items, tail)
        }
        _ => text,
    }
}

fn below_the_first(head: &str, items: &[String], tail: &str) -> String {
    let indent = width(head.rsplit('\n').next().unwrap_or(head));
    let mut out = head.to_owned();
    let mut column = indent;
    for (index, item) in items.iter().enumerate() {
        let last = index + 1 == items.len();
        let needed = item.len() + if last { tail.len() } else { 1 };
        let space = usize::from(index > 0);
        if index > 0 && column + space + needed > COLUMNS {
            out.push('\n');
            out.push_str(&indentation(indent));
            column = indent;
        } else if index > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(item);
        column += item.len();
        if !last {
            out.push(',');
            column += 1;
        }
    }
    out.push_str(tail);
    out
}

/// Tabs and spaces up to `columns`.
pub(crate) fn indentation(columns: usize) -> String {
    format!("{}{}", "\t".repeat(columns / 8), " ".repeat(columns % 8))
}

fn width(line: &str) -> usize {
    line.chars().fold(0, |column, c| {
        if c == '\t' {
            (column / 8 + 1) * 8
        } else {
            column + 1
        }
    })
}

/// A value as a C expression.
pub(crate) fn value(value: &Value) -> Option<String> {
    match value {
        Value::Unit => None,
        Value::Int(number) => Some(integer(*number)),
        Value::Bool(value) => Some(value.to_string()),
        Value::Errno(name) => Some(format!("-{name}")),
        Value::Arg(name) | Value::Named { name, .. } => Some(name.clone()),
        Value::Null => Some("NULL".to_owned()),
        Value::Zeroed => Some("{}".to_owned()),
        Value::Text(text) => Some(format!("\"{}\"", escape(text))),
        Value::List(_) | Value::Repeat { .. } | Value::Fields(_) => {
            Some(format!("{{ {} }}", elements(value).join(", ")))
        }
    }
}

/// What stands between the braces of an initialiser.
fn elements(value: &Value) -> Vec<String> {
    let text = |one: &Value| self::value(one).unwrap_or_else(|| "0".to_owned());
    match value {
        Value::List(list) => list.iter().map(text).collect(),
        Value::Repeat { element, len } => {
            vec![format!("[0 ... {}] = {}", len - 1, text(element))]
        }
        Value::Fields(list) => list
            .iter()
            .map(|(name, one)| format!(".{name} = {}", text(one)))
            .collect(),
        _ => Vec::new(),
    }
}

/// A value behind `head` and before `tail`, its elements wrapped where it has any.
pub(crate) fn initialiser(head: &str, value: &Value, tail: &str) -> Option<String> {
    let items = elements(value);
    if items.is_empty() {
        return self::value(value).map(|text| format!("{head}{text}{tail}"));
    }
    Some(wrapped(
        &format!("{head}{{ "),
        &items,
        &format!(" }}{tail}"),
    ))
}

/// An integer literal that has its value in C: suffixes where `int` ends, and no
/// literal for the smallest 64-bit number, which C cannot write.
pub(crate) fn integer(number: i128) -> String {
    if number == i128::from(i64::MIN) {
        return "(-9223372036854775807LL - 1)".to_owned();
    }
    let suffix = if number > i128::from(i64::MAX) {
        "ULL"
    } else if i32::try_from(number).is_err() {
        "LL"
    } else {
        ""
    };
    format!("{number}{suffix}")
}

/// Text inside a C string literal: octal escapes end by themselves, hexadecimal do not.
fn escape(text: &[u8]) -> String {
    text.iter().fold(String::new(), |mut out, &byte| {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
            b' '..=b'~' if byte != b'?' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\{byte:03o}");
            }
        }
        out
    })
}

/// Text that may stand inside a C comment.
pub(crate) fn comment_text(line: &str) -> String {
    let visible: String = line
        .chars()
        .map(|c| {
            if structops_model::name::is_invisible(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    visible.replace("*/", "* /").replace("/*", "/ *")
}

/// Words of `text` in lines of at most `columns`.
pub(crate) fn fill(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A block comment in kernel style: one line where it fits.
pub(crate) fn block_comment(text: &str) -> String {
    let text = comment_text(text);
    if text.chars().count() + "/*  */".len() <= COLUMNS {
        return format!("/* {text} */");
    }
    let lines: Vec<String> = fill(&text, COLUMNS - 3)
        .iter()
        .map(|line| format!(" * {line}"))
        .collect();
    format!("/*\n{}\n */", lines.join("\n"))
}

/// A name for a local variable that no argument of the op has.
pub(crate) fn local(wanted: &str, op: &Op) -> String {
    let mut name = wanted.to_owned();
    while op.args.iter().any(|arg| arg.name == name) {
        name.push('_');
    }
    name
}

/// The printk conversion of a scalar or of a C name for one, and the cast it needs: what
/// an alias of 64 bits is made of differs between kernels.
pub(crate) fn printed(ty: &Type) -> (&'static str, &'static str) {
    match ty {
        Type::Alias { scalar, .. } if scalar.bits() == 64 && scalar.is_signed() => {
            ("%lld", "(__force s64)")
        }
        Type::Alias { scalar, .. } if scalar.bits() == 64 => ("%llu", "(__force u64)"),
        Type::Scalar(scalar) | Type::Alias { scalar, .. } => (conversion(*scalar), ""),
        Type::Enum(_) => ("%d", ""),
        _ => ("%p", ""),
    }
}

/// The printk conversion of a scalar.
pub(crate) fn conversion(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool
        | Scalar::I8
        | Scalar::I16
        | Scalar::I32
        | Scalar::Char
        | Scalar::Schar
        | Scalar::Short
        | Scalar::Int => "%d",
        Scalar::U8 | Scalar::U16 | Scalar::U32 | Scalar::Uchar | Scalar::Ushort | Scalar::Uint => {
            "%u"
        }
        Scalar::I64 | Scalar::Longlong => "%lld",
        Scalar::U64 | Scalar::Ulonglong => "%llu",
        Scalar::Isize => "%zd",
        Scalar::Usize => "%zu",
        Scalar::Long => "%ld",
        Scalar::Ulong => "%lu",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_wrap_below_their_first_item() {
        let items: Vec<String> = (0..4)
            .map(|n| format!("unsigned long long argument_{n}"))
            .collect();
        let text = wrapped("static int stub(", &items, ")");
        for line in text.lines() {
            assert!(width(line) <= COLUMNS, "{line}");
        }
        assert!(
            text.contains(",\n\t\tunsigned long long argument_2"),
            "{text}"
        );
    }

    #[test]
    fn a_long_name_stands_below_its_result() {
        let items = ["struct a_long_name *meta", "struct a_longer_name *answer"];
        let items = items.map(str::to_owned);
        let head = format!("static noinline struct a *{}(", "name_".repeat(13));
        let text = wrapped(&head, &items, ")");
        assert!(
            text.starts_with("static noinline struct a\n*name_"),
            "{text}"
        );
        assert!(
            text.lines().all(|line| width(line) <= MOST_COLUMNS),
            "{text}"
        );
        let tabbed = wrapped(&format!("\t{head}"), &items, ")");
        assert!(!tabbed.contains("a\n*"), "{tabbed}");
    }

    #[test]
    fn a_short_list_stays_on_its_line() {
        let items = ["int a".to_owned(), "int b".to_owned()];
        assert_eq!(
            wrapped("\tint (*x)(", &items, ");"),
            "\tint (*x)(int a, int b);"
        );
    }

    #[test]
    fn integers_keep_their_value_in_c() {
        for (number, text) in [
            (0, "0"),
            (-1, "-1"),
            (2_147_483_647, "2147483647"),
            (2_147_483_648, "2147483648LL"),
            (-2_147_483_648, "-2147483648"),
            (i128::from(u64::MAX), "18446744073709551615ULL"),
            (i128::from(i64::MIN), "(-9223372036854775807LL - 1)"),
        ] {
            assert_eq!(integer(number), text);
        }
    }

    #[test]
    fn comments_cannot_be_closed_from_inside() {
        assert_eq!(block_comment("a */ b /* c"), "/* a * / b / * c */");
    }

    #[test]
    fn long_comments_become_blocks() {
        let text = block_comment(&"word ".repeat(40));
        assert!(text.starts_with("/*\n * word"));
        assert!(text.ends_with("word\n */"));
        assert!(text.lines().all(|line| line.len() <= COLUMNS));
    }
}
