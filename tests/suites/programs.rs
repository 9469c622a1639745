//! BPF programs as the compiler sees them: the generated headers let no drift through.

use std::fs;
use std::path::Path;

use anyhow::Result;
use structops_tests::{compile, examples, place};

#[test]
fn the_examples_programs_compile_silently_with_every_clang() -> Result<()> {
    for example in examples::all()?
        .into_iter()
        .chain(examples::golden()?)
        .chain(examples::samples()?)
    {
        let bpf = example.folders()?.bpf;
        for source in fs::read_dir(&bpf)?
            .filter_map(Result::ok)
            .map(|entry| entry.path())
        {
            if source.to_string_lossy().ends_with(".bpf.c") {
                for clang in compile::CLANGS {
                    program(clang, &source, &bpf)?;
                }
            }
        }
    }
    Ok(())
}

/// libbpf never compares prototypes: the op macros must.
#[test]
fn a_program_that_does_not_fit_its_op_does_not_compile() -> Result<()> {
    let right = "BPF_TESTMOD_OPS_TEST_2(test_2, int a, int b)\n{\n\treturn a + b;\n}\n";
    let headers = place::repository().join("example-ops/bpf-testmod/src/bpf");
    let folder = tempfile::tempdir()?;
    let source = folder.path().join("program.bpf.c");
    let wrong = [
        ("another type", right.replace("int b", "long b")),
        (
            "one argument less",
            right.replace(", int b", "").replace(" + b", ""),
        ),
        (
            "one argument more",
            right
                .replace("int b", "int b, int c")
                .replace("a + b", "a + b + c"),
        ),
        (
            "a pointer",
            right.replace("int b", "int *b").replace("a + b", "a + *b"),
        ),
    ];
    let text = |body: &str| format!("#include \"bpf_testmod_ops.bpf.h\"\n\n{body}");
    for clang in compile::CLANGS {
        fs::write(&source, text(right))?;
        program(clang, &source, &headers)?;
        for (what, body) in &wrong {
            fs::write(&source, text(body))?;
            let Err(error) = program(clang, &source, &headers) else {
                panic!("{clang} accepts {what}");
            };
            assert!(
                error
                    .to_string()
                    .contains("conflicting types for '____test_2'"),
                "{what}: {error}"
            );
        }
    }
    Ok(())
}

/// The header stands beside a vmlinux.h or the kernel's own user-space headers.
#[test]
fn the_headers_go_along_with_other_headers() -> Result<()> {
    let headers = place::repository().join("example-ops/bpf-testmod/src/bpf");
    let folder = tempfile::tempdir()?;
    let source = folder.path().join("program.bpf.c");
    let vmlinux = "#ifndef __VMLINUX_H__\n#define __VMLINUX_H__\n\
        typedef _Bool bool;\nenum { false = 0, true = 1 };\n\
        typedef signed char __s8;\ntypedef unsigned char __u8;\ntypedef short __s16;\n\
        typedef unsigned short __u16;\ntypedef int __s32;\ntypedef unsigned int __u32;\n\
        typedef long long __s64;\ntypedef unsigned long long __u64;\ntypedef __u16 __be16;\n\
        typedef __u32 __be32;\ntypedef __u32 __wsum;\ntypedef __u64 u64;\ntypedef __u32 u32;\n#endif\n";
    fs::write(folder.path().join("vmlinux.h"), vmlinux)?;
    let op = "BPF_TESTMOD_OPS_TEST_1(test_1)\n{\n\treturn true;\n}\n";
    for first in ["vmlinux.h", "linux/bpf.h", "linux/types.h"] {
        fs::write(
            &source,
            format!("#include <{first}>\n#include \"bpf_testmod_ops.bpf.h\"\n{op}"),
        )?;
        for clang in compile::CLANGS {
            compile::bpf(
                clang,
                &source,
                &[folder.path(), &headers],
                &folder.path().join("program.o"),
            )?;
        }
    }
    Ok(())
}

fn program(clang: &str, source: &Path, headers: &Path) -> Result<()> {
    let object = tempfile::NamedTempFile::new()?;
    compile::bpf(clang, source, &[headers], object.path())
}
