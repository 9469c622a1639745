//! Files that are small to write and would be large, endless or deadly to read.

use libbpf_sys as sys;

use super::bytes::Bytes;
use super::elf;

/// As many as the kind of a type can count.
const MOST: usize = 65_535;

/// Each with what it is about.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    let mut all = circles();
    all.extend(crowds());
    all.extend(nested());
    all.extend(sizes());
    all.extend(names());
    all.extend(split());
    all
}

fn made(make: impl FnOnce(&mut Bytes)) -> Vec<u8> {
    let mut btf = Bytes::default();
    make(&mut btf);
    btf.finish()
}

fn circles() -> Vec<(&'static str, Vec<u8>)> {
    let of = |kind: u32| {
        made(|btf| {
            let first = btf.next();
            btf.link(kind, "t", first + 1);
            btf.link(kind, "t", first);
            btf.structure("s", 8, &[("x", first, 0)]);
            btf.struct_ops(8, &[("x", first, 0)]);
        })
    };
    vec![
        ("typedefs in a circle", of(sys::BTF_KIND_TYPEDEF)),
        ("const in a circle", of(sys::BTF_KIND_CONST)),
        ("pointers in a circle", of(sys::BTF_KIND_PTR)),
        ("tags in a circle", of(sys::BTF_KIND_TYPE_TAG)),
        (
            "a struct that contains itself",
            made(|btf| {
                let itself = btf.next();
                btf.structure("s", 8, &[("x", itself, 0)]);
                btf.struct_ops(8, &[("x", itself, 0)]);
            }),
        ),
        (
            "a nameless struct that points to itself",
            made(|btf| {
                let itself = btf.next();
                btf.structure("", 8, &[("x", itself + 1, 0)]);
                btf.pointer(itself);
                btf.structure("s", 8, &[("x", itself, 0)]);
            }),
        ),
        (
            "an array of itself",
            made(|btf| {
                let itself = btf.next();
                btf.array(itself, 1);
                btf.structure("s", 8, &[("x", itself, 0)]);
            }),
        ),
        (
            "a prototype that takes and returns itself",
            made(|btf| {
                let itself = btf.next();
                btf.prototype(itself + 1, &[("x", itself + 1), ("y", itself)]);
                let pointer = btf.pointer(itself);
                btf.structure("s", 8, &[("x", pointer, 0)]);
                btf.struct_ops(8, &[("x", pointer, 0)]);
            }),
        ),
    ]
}

fn crowds() -> Vec<(&'static str, Vec<u8>)> {
    let name = |_: usize| "x";
    vec![
        (
            "65535 ops that share a prototype with 65535 parameters",
            made(|btf| {
                let int = btf.int("int", 4);
                let params: Vec<_> = (0..MOST).map(|n| (name(n), int)).collect();
                let prototype = btf.prototype(int, &params);
                let pointer = btf.pointer(prototype);
                let ops: Vec<_> = (0..MOST).map(|n| (name(n), pointer, 0)).collect();
                btf.struct_ops(8, &ops);
                btf.structure("s", 8, &ops);
                btf.link(sys::BTF_KIND_FUNC, "a_ops__x", prototype);
            }),
        ),
        (
            "structs of 65535 structs of 65535",
            made(|btf| {
                let mut inner = btf.int("int", 4);
                for tag in ["", "u", "", "p", "", "s"] {
                    let members: Vec<_> = (0..MOST).map(|n| (name(n), inner, 0)).collect();
                    inner = btf.structure(tag, 4, &members);
                }
                btf.struct_ops(8, &[("x", inner, 0)]);
            }),
        ),
        (
            "50000 struct_ops types of one name",
            made(|btf| {
                let ops = btf.structure("a_ops", 0, &[]);
                let (value, x) = (btf.text("bpf_struct_ops_a_ops"), btf.text("x"));
                for _ in 0..50_000 {
                    let rest = [x, ops, 0, x, ops, 0];
                    btf.raw(value, sys::BTF_KIND_STRUCT, 2, 0, &rest);
                }
            }),
        ),
        (
            "20000 struct_ops types",
            made(|btf| {
                let x = btf.text("x");
                for n in 0..20_000 {
                    let ops = btf.structure(&format!("o{n}"), 0, &[]);
                    let value = btf.text(&format!("bpf_struct_ops_o{n}"));
                    btf.raw(value, sys::BTF_KIND_STRUCT, 2, 0, &[x, ops, 0, x, ops, 0]);
                }
            }),
        ),
    ]
}

fn nested() -> Vec<(&'static str, Vec<u8>)> {
    let doubled = |tags: [&'static str; 2], depth: usize| {
        made(|btf| {
            let mut inner = btf.int("int", 4);
            for n in 0..depth {
                let tag = if tags[1].is_empty() {
                    String::new()
                } else {
                    format!("n{n}")
                };
                inner = btf.structure(&tag, 4, &[("x", inner, 0), ("y", inner, 0)]);
            }
            inner = btf.structure(tags[0], 4, &[("x", inner, 0)]);
            btf.struct_ops(8, &[("x", inner, 0)]);
        })
    };
    let chain = |kind: u32| {
        made(|btf| {
            let mut inner = btf.int("int", 4);
            for _ in 0..100_000 {
                inner = btf.link(kind, "t", inner);
            }
            btf.structure("s", 8, &[("x", inner, 0)]);
            btf.struct_ops(8, &[("x", inner, 0)]);
        })
    };
    vec![
        ("structs that double", doubled(["s", "n"], 60)),
        ("nameless structs that double", doubled(["s", ""], 60)),
        ("a chain of typedefs", chain(sys::BTF_KIND_TYPEDEF)),
        ("a chain of pointers", chain(sys::BTF_KIND_PTR)),
        (
            "a chain of structs by pointer",
            made(|btf| {
                let mut inner = btf.int("int", 4);
                for n in 0..30_000 {
                    let pointer = btf.pointer(inner);
                    inner = btf.structure(&format!("n{n}"), 8, &[("x", pointer, 0)]);
                }
                btf.struct_ops(8, &[("x", inner, 0)]);
            }),
        ),
        (
            "prototypes that double",
            made(|btf| {
                let mut inner = btf.int("int", 4);
                for _ in 0..60 {
                    let prototype = btf.prototype(inner, &[("x", inner), ("y", inner)]);
                    inner = btf.pointer(prototype);
                }
                btf.structure("s", 8, &[("x", inner, 0)]);
                btf.struct_ops(8, &[("x", inner, 0)]);
            }),
        ),
        (
            "nameless structs behind long declarators",
            made(|btf| {
                let mut inner = btf.int("int", 4);
                for _ in 0..12 {
                    inner = btf.structure("", 8, &[("x", inner, 0)]);
                    for _ in 0..6 {
                        inner = btf.pointer(inner);
                    }
                }
                btf.structure("s", 8, &[("x", inner, 0)]);
            }),
        ),
    ]
}

fn sizes() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        (
            "arrays of arrays with huge counts",
            made(|btf| {
                let mut inner = btf.int("int", 4);
                for _ in 0..40 {
                    inner = btf.array(inner, u32::MAX);
                }
                btf.structure("s", 8, &[("x", inner, 0)]);
                btf.struct_ops(8, &[("x", inner, 0)]);
            }),
        ),
        (
            "a struct of four GiB",
            made(|btf| {
                let int = btf.int("int", 4);
                btf.structure("s", u32::MAX, &[("x", int, 0)]);
            }),
        ),
        (
            "a member four GiB away",
            made(|btf| {
                let int = btf.int("int", 4);
                btf.structure("s", 4, &[("x", int, u32::MAX)]);
            }),
        ),
        (
            "gaps back and forth",
            made(|btf| {
                let int = btf.int("int", 4);
                let size = 60 << 20;
                let members: Vec<_> = (0..60_000)
                    .map(|n| ("x", int, if n % 2 == 0 { 0 } else { size * 8 - 32 }))
                    .collect();
                btf.structure("s", size, &members);
            }),
        ),
        (
            "scalars without a size",
            made(|btf| {
                let int = btf.int("int", 0);
                let void = btf.array(0, 4);
                btf.structure("s", 16, &[("x", int, 64)]);
                btf.structure("u", 16, &[("x", void, 64)]);
                btf.structure("a_ops", 16, &[("x", 0, 64)]);
            }),
        ),
    ]
}

fn names() -> Vec<(&'static str, Vec<u8>)> {
    let long = "x".repeat(1 << 20);
    vec![
        (
            "a long name that many have",
            made(|btf| {
                let name = btf.text(&long);
                let empty = btf.text("s");
                for _ in 0..300_000 {
                    btf.raw(name, sys::BTF_KIND_INT, 0, 4, &[32]);
                }
                btf.raw(empty, sys::BTF_KIND_STRUCT, 0, 4, &[]);
            }),
        ),
        (
            "a name of 16 KiB that all members have",
            made(|btf| {
                let int = btf.int("int", 4);
                let name = btf.text(&long[..16 << 10]);
                let rest: Vec<u32> = (0..MOST).flat_map(|_| [name, int, 0]).collect();
                let tag = btf.text("s");
                let of_s = btf.raw(tag, sys::BTF_KIND_STRUCT, MOST, 4, &rest);
                for _ in 0..4 {
                    btf.raw(tag, sys::BTF_KIND_STRUCT, MOST, 4, &rest);
                }
                btf.struct_ops(8, &[("x", of_s, 0)]);
            }),
        ),
        (
            "a text that is out of range",
            made(|btf| {
                btf.raw(u32::MAX, sys::BTF_KIND_INT, 0, 4, &[32]);
            }),
        ),
    ]
}

fn split() -> Vec<(&'static str, Vec<u8>)> {
    let module = |make: &dyn Fn(&mut Bytes)| {
        let mut base = Bytes::default();
        base.int("int", 4);
        base.structure("s", 56, &[]);
        let mut btf = Bytes::on(&base);
        make(&mut btf);
        elf::with_sections(&[(".BTF", &btf.finish()), (".BTF.base", &base.finish())])
    };
    let mut crowd = Bytes::default();
    for _ in 0..30_000 {
        crowd.structure("s", 56, &[]);
    }
    let on_crowd = Bytes::on(&crowd).finish();
    vec![
        (
            "ids that are beyond the end",
            module(&|btf| {
                btf.pointer(1 << 20);
            }),
        ),
        (
            "typedefs in a circle on a distilled base",
            module(&|btf| {
                let first = btf.next();
                btf.link(sys::BTF_KIND_TYPEDEF, "t", first + 1);
                btf.link(sys::BTF_KIND_TYPEDEF, "t", first);
                btf.structure("u", 8, &[("x", first, 0)]);
            }),
        ),
        (
            "a distilled base with a crowd of one name",
            elf::with_sections(&[(".BTF", &on_crowd), (".BTF.base", &crowd.finish())]),
        ),
        ("a section that is not there", {
            let mut file = elf::with_sections(&[(".BTF", &[]), (".BTF.base", &[])]);
            file.truncate(file.len() / 2);
            file
        }),
    ]
}
