//! The command line as a process under limits: whatever the input, it ends by itself, with
//! a result or a diagnostic.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context as _, Result, ensure};
use structops_tests::{compile, tool};

/// Address space of the process. A gigabyte of it is the stack, of which little is used.
const MOST_MEMORY: u64 = 4 << 30;

/// Processor time in seconds, for a program built without optimisation.
const MOST_SECONDS: u32 = 60;

#[test]
fn what_nests_or_chains_ends() -> Result<()> {
    let many = 60_000;
    let mut texts = Vec::new();
    for piece in [
        "(", "[", "{", "<", "&", "*const ", "-", "!", "|x|", "1+", "a.", "&&", "||",
    ] {
        texts.push(format!("const X: u8 = {};", piece.repeat(many)));
        texts.push(op(&format!("x: {}", piece.repeat(many))));
        texts.push(op(&format!("#[buffer({})] x: u8", piece.repeat(many))));
    }
    for piece in ["Option<", "Vec<", "[", "(", "fn(", "&mut ", "*mut ", "a::"] {
        texts.push(op(&format!("x: {}u8", piece.repeat(many))));
    }
    for pair in [
        ("(", ")"),
        ("[", "; 2]"),
        ("Option<", ">"),
        ("{", "}"),
        ("fn(", ")"),
    ] {
        for depth in [150, 10_000] {
            let text = format!("{}u8{}", pair.0.repeat(depth), pair.1.repeat(depth));
            texts.push(op(&format!("x: {text}")));
            texts.push(module(&format!("pub const X: u8 = {text};")));
        }
    }
    for piece in [
        "/*", "\"", "r#\"", "'", "b'", "c\"", "//", "#[", "#![", "0x", "\\", "\u{feff}",
    ] {
        texts.push(piece.to_owned());
        texts.push(piece.repeat(many));
        texts.push(op(&format!("x: u8, {piece}")));
    }
    texts.push(module(&format!(
        "pub const X: u32 = {}1;",
        "1+".repeat(300)
    )));
    texts.push(module(&format!(
        "pub const X: u32 = {}1;",
        "a.".repeat(300)
    )));
    texts.push(format!("\u{feff}{}", op("x: u8").replace('\n', "\r\n")));
    texts.push("mod a {".repeat(many));
    texts.push("impl ".repeat(many));
    for text in &texts {
        end_of(text.as_bytes(), text.get(..60).unwrap_or(text))?;
    }
    Ok(())
}

#[test]
fn what_is_long_ends() -> Result<()> {
    let lines =
        |count: usize, line: &dyn Fn(usize) -> String| -> String { (0..count).map(line).collect() };
    let many = 100_000;
    let texts = [
        (
            "constants",
            module(&lines(many, &|n| format!("pub const C{n}: u32 = {n};\n"))),
        ),
        (
            "a chain of constants",
            module(&format!(
                "pub const C0: u32 = 1;\n{}",
                lines(60_000, &|n| format!("pub const C{}: u32 = C{n};\n", n + 1))
            )),
        ),
        (
            "enumerators",
            module(&format!(
                "#[repr(u32)] pub enum E {{ {} }}",
                lines(many, &|n| format!("V{n},\n"))
            )),
        ),
        (
            "equal enumerators",
            module(&format!(
                "#[repr(u32)] pub enum E {{ {} }}",
                "V,\n".repeat(many)
            )),
        ),
        (
            "fields",
            module(&format!(
                "pub struct S {{ {} }}",
                lines(many, &|n| format!("f{n}: u8,\n"))
            )),
        ),
        (
            "ops",
            module(&format!(
                "#[ops] pub trait T {{ {} }}",
                lines(20_000, &|n| format!("fn f{n}(&self);\n"))
            )),
        ),
        ("arguments", op(&lines(20_000, &|n| format!("a{n}: u8,\n")))),
        ("equal arguments", op(&"a: u8,\n".repeat(20_000))),
        (
            "structs in structs",
            module(&format!(
                "pub struct S0 {{ x: u8 }}\n{}",
                lines(10_000, &|n| format!(
                    "pub struct S{} {{ x: S{n} }}\n",
                    n + 1
                ))
            )),
        ),
        (
            "structs in structs, the outer ones first",
            module(&format!(
                "{}pub struct S10000 {{ x: u8 }}\n",
                lines(10_000, &|n| format!(
                    "pub struct S{n} {{ x: S{} }}\n",
                    n + 1
                ))
            )),
        ),
        (
            "structs that double",
            module(&format!(
                "pub struct S0 {{ x: u64 }}\n{}",
                lines(100, &|n| format!(
                    "pub struct S{} {{ x: [S{n}; 1048576] }}\n",
                    n + 1
                ))
            )),
        ),
        (
            "unknown types",
            op(&lines(20_000, &|n| format!("a{n}: T{n},\n"))),
        ),
        (
            "an array",
            module(&format!("const X: [u8; 9] = [{}];", "1,".repeat(400_000))),
        ),
        ("doc lines", op(&"/// word \n".repeat(100_000))),
        (
            "traits",
            lines(300, &|n| {
                format!("#[struct_ops] pub trait T{n}Ops {{ fn f(&self); }}\n")
            }),
        ),
        (
            "equal traits",
            "#[struct_ops] pub trait TOps { fn f(&self); }\n".repeat(5000),
        ),
        ("text", "x".repeat(50 << 20)),
        ("comments", "// a comment\n".repeat(800_000)),
    ];
    texts
        .iter()
        .try_for_each(|(what, text)| end_of(text.as_bytes(), what))
}

#[test]
fn what_is_no_text_ends() -> Result<()> {
    for bytes in [
        &b"\xff\xfe\x00"[..],
        b"\0\0\0\0",
        b"",
        b"\r",
        b"\xef\xbb\xbf",
        b"\xc3(",
    ] {
        end_of(bytes, "bytes")?;
    }
    let folder = tempfile::tempdir()?;
    let pipe = folder.path().join("pipe");
    compile::run(Command::new("mkfifo").arg(&pipe))?;
    for source in [
        &pipe,
        folder.path(),
        Path::new("/dev/zero"),
        Path::new("/dev/full"),
    ] {
        let output = generate(folder.path(), source)?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(
            output.status.code() == Some(1) && said.contains("no regular file"),
            "{}: {}\n{said}",
            source.display(),
            output.status
        );
    }
    Ok(())
}

fn op(args: &str) -> String {
    format!("#[struct_ops]\npub trait TOps {{\n fn op(&self, {args}) {{}}\n}}\n")
}

fn module(items: &str) -> String {
    format!("#[struct_ops]\npub mod m {{\n{items}\n#[ops] pub trait MyOps {{ fn f(&self); }}\n}}\n")
}

/// The program's end: nothing but 0 and 1 comes from itself.
fn end_of(text: &[u8], what: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let source = folder.path().join("ops.rs");
    fs::write(&source, text)?;
    let output = generate(folder.path(), &source)?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        matches!(output.status.code(), Some(0 | 1)),
        "{what}: {}\n{said}",
        output.status
    );
    ensure!(
        said.len() < 1 << 20,
        "{what}: {} bytes of diagnostics",
        said.len()
    );
    Ok(())
}

/// Runs the program in a child that limits itself first.
fn generate(folder: &Path, source: &Path) -> Result<Output> {
    let mut command = Command::new("prlimit");
    command
        .arg(format!("--as={MOST_MEMORY}"))
        .arg(format!("--cpu={MOST_SECONDS}"))
        .arg(tool::program()?)
        .args(["generate", "--source"])
        .arg(source)
        .current_dir(folder);
    command
        .output()
        .context("cannot run prlimit, of util-linux")
}
