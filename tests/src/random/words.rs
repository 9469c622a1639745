//! Names and documentation: what templates, compilers and tools are likely to trip over.

use std::fmt::Write as _;

use fastrand::Rng;

/// Names that templates use for their own, Rust's keywords that C lets pass, and others
/// that are harmless in Rust and look dangerous in C.
const NAMES: &[&str] = &[
    "ops",
    "uops",
    "kdata",
    "udata",
    "old_kdata",
    "link",
    "prog",
    "ret",
    "ret_",
    "err",
    "value",
    "member",
    "instance",
    "old",
    "new",
    "buf",
    "buf_data",
    "i",
    "t",
    "u",
    "n",
    "file",
    "task",
    "message",
    "message_len",
    "count",
    "pos",
    "path",
    "key",
    "lock",
    "data",
    "data_data",
    "len",
    "name",
    "list",
    "moff",
    "btf",
    "init",
    "exit",
    "reg",
    "unreg",
    "update",
    "validate",
    "check_member",
    "init_member",
    "stubs",
    "trigger",
    "trigger_file",
    "unregister",
    "registered",
    "slots",
    "dst",
    "src",
    "size",
    "fmt",
    "ctx",
    "fn_",
    "r#type",
    "r#fn",
    "r#match",
    "r#impl",
    "r#loop",
    "r#mod",
    "r#use",
    "r#move",
    "r#ref",
    "r#dyn",
    "r#where",
    "r#async",
    "r#let",
    "r#in",
    "r#pub",
    "r#trait",
    "min",
    "max",
    "swap",
    "memset",
    "memcmp",
    "strlen",
    "printf",
    "abs",
    "log",
    "free",
    "open",
    "close",
    "read",
    "write",
    "index",
    "time",
    "signal",
    "get",
    "put",
    "play",
    "seek",
    "a",
    "b",
    "c",
    "x",
    "y",
    "z",
    "class",
    "template",
    "this",
    "private",
    "operator",
    "namespace",
    "delete",
    "self_",
    "x1",
    "x_",
    "x__y",
    "aB",
    "Upper",
    "ALL",
    "text",
    "bool_",
    "attached_",
    "detach_",
    "none",
    "zeroed",
    "fallback",
    "license",
];

/// Words of documentation.
const PIECES: &[&str] = &[
    "*/",
    "/*",
    "/*/",
    "*/*",
    "**/",
    "//",
    "///",
    "/",
    "*",
    "\\",
    "??/",
    "??/ ",
    "%s",
    "%n",
    "%",
    "{{",
    "}}",
    "{{{name}}}",
    "{{/if}}",
    "@ops:",
    "@x: nobody",
    "struct x -",
    "Return:",
    "Context:",
    "Description:",
    "* * *",
    "#include",
    "#endif",
    "#",
    "\"",
    "'",
    "`",
    "é",
    "日本語",
    "🦀",
    "e\u{301}",
    "&amp;",
    "<b>",
    "TODO",
    "__attribute__((packed))",
    "a",
    "word",
    "words",
    "of",
    "the",
    "kernel",
    "op.",
    "- item",
    "1.",
    "DOC: x",
    "&struct foo",
    "%CONST",
    "$env",
    "func()",
    "/**",
    "/**/",
    "%%",
    "\t",
    "  ",
    "\u{a0}",
];

/// An identifier that no name in `taken` is, not even in another case; it is added.
pub(super) fn name(rng: &mut Rng, taken: &mut Vec<String>, longest: usize) -> String {
    loop {
        let name = match rng.u8(..8) {
            0 => stretched(rng, "n", longest.min(60)),
            1 if rng.u8(..8) == 0 => "l".repeat(longest),
            _ => rng.choice(NAMES).copied().unwrap_or("x").to_owned(),
        };
        let plain = name.trim_start_matches("r#").to_lowercase();
        if !taken.contains(&plain) {
            taken.push(plain);
            return name;
        }
        let numbered = format!("{}_{}", name.trim_start_matches("r#"), rng.u16(..));
        if numbered.len() <= longest && !taken.contains(&numbered.to_lowercase()) {
            taken.push(numbered.to_lowercase());
            return numbered;
        }
    }
}

/// `stem`, made longer now and then, up to `longest` characters.
pub(super) fn stretched(rng: &mut Rng, stem: &str, longest: usize) -> String {
    let mut name = stem.to_owned();
    let wanted = match rng.u8(..10) {
        0 => longest,
        1..=3 => rng.usize(stem.len()..=longest.max(stem.len())),
        _ => stem.len(),
    };
    while name.len() < wanted {
        let next = char::from(*rng.choice(b"abz019_").unwrap_or(&b'q'));
        // Two underscores in a row are libbpf's.
        name.push(if next == '_' && name.ends_with('_') {
            'q'
        } else {
            next
        });
    }
    name.truncate(longest);
    name
}

/// Documentation before an item, in one of Rust's forms; often none.
pub(super) fn push_docs(rng: &mut Rng, out: &mut String, indent: &str) {
    if rng.u8(..3) == 0 {
        return;
    }
    for _ in 0..rng.u8(1..=4) {
        let line = doc_line(rng);
        let _ = match rng.u8(..6) {
            0 => writeln!(out, "{indent}#[doc = {line:?}]"),
            1 => writeln!(
                out,
                "{indent}#[doc = \"a\\n{}\\u{{202e}}\\0\\r b\\n\\n c\"]",
                escaped(&line)
            ),
            2 => writeln!(out, "{indent}///"),
            _ => writeln!(out, "{indent}/// {line}"),
        };
    }
}

fn doc_line(rng: &mut Rng) -> String {
    let words = match rng.u8(..12) {
        0 => rng.usize(60..200),
        1 => 0,
        _ => rng.usize(1..12),
    };
    let mut line = String::new();
    for _ in 0..words {
        line.push_str(rng.choice(PIECES).copied().unwrap_or_default());
        if rng.u8(..4) > 0 {
            line.push(' ');
        }
    }
    if rng.u8(..20) == 0 {
        line.push_str(&"endless".repeat(rng.usize(10..100)));
    }
    line
}

/// Text of an option: printable, without a quote or a backslash.
pub(super) fn option_text(rng: &mut Rng) -> String {
    let line = doc_line(rng).replace(['"', '\\', '\t'], "?");
    if line.is_empty() {
        "x".to_owned()
    } else {
        line
    }
}

fn escaped(line: &str) -> String {
    line.escape_debug().to_string()
}

/// A string for an array of characters with room for `most` bytes beside the end mark.
pub(super) fn text(rng: &mut Rng, most: u64) -> String {
    const BYTES: &[&str] = &[
        "a", "Z", "0", " ", "?", "%", "\\\"", "\\\\", "\\n", "\\x7f", "\\x01", "9", "'",
    ];
    let most = usize::try_from(most).unwrap_or(0).min(40);
    let pieces: Vec<&str> = (0..rng.usize(..=most))
        .filter_map(|_| rng.choice(BYTES).copied())
        .collect();
    pieces.concat()
}
