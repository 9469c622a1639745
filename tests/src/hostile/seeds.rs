//! Small files with nothing wrong: what a fuzzer begins with, and what is damaged here.

use libbpf_sys as sys;

use super::bytes::Bytes;
use super::elf;

/// The id of the kernel's `struct s`, which points to itself.
pub const RECORD: u32 = 14;

/// Files, each with the target of the fuzzer that it is for.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    let (base, btf) = distilled();
    let mut parts = u32::try_from(base.len())
        .unwrap_or(0)
        .to_le_bytes()
        .to_vec();
    parts.extend(&base);
    parts.extend(&btf);
    vec![
        ("btf/kernel", kernel().finish()),
        ("btf/split", split().finish()),
        ("distilled/module", parts),
        (
            "object_file/distilled.ko",
            elf::with_sections(&[(".BTF", &btf), (".BTF.base", &base)]),
        ),
        (
            "object_file/split.ko",
            elf::with_sections(&[(".BTF", &split().finish())]),
        ),
    ]
}

/// A kernel with a type of every kind, and a struct_ops type of its own.
///
/// # Panics
///
/// Where [`RECORD`] is not what it says.
pub fn kernel() -> Bytes {
    let mut btf = Bytes::default();
    let int = btf.int("int", 4);
    let long = btf.int("long int", 8);
    let char = btf.int("char", 1);
    let float = btf.text("float");
    let float = btf.raw(float, sys::BTF_KIND_FLOAT, 0, 4, &[]);
    let mode = btf.enumeration("e", &[("A", 0), ("B", 1)]);
    let big = btf.text("big");
    let first = btf.text("C");
    let big = btf.raw(big, sys::BTF_KIND_ENUM64, 1, 8, &[first, 1, 1]);
    let fwd = btf.text("p");
    let fwd = btf.raw(fwd, sys::BTF_KIND_FWD, 0, 0, &[]);
    let to_fwd = btf.pointer(fwd);
    let comm = btf.array(char, 16);
    let inner = btf.record(
        sys::BTF_KIND_UNION,
        "",
        8,
        &[("x", long, 0), ("y", float, 0)],
    );
    let to_itself = btf.pointer(RECORD);
    let constant = btf.link(sys::BTF_KIND_CONST, "", to_itself);
    let volatile = btf.link(sys::BTF_KIND_VOLATILE, "", int);
    let members = [
        ("comm", comm, 0),
        ("", inner, 128),
        ("next", constant, 192),
        ("count", volatile, 256),
        ("mode", mode, 288),
        ("big", big, 320),
        ("p", to_fwd, 384),
    ];
    let record = btf.structure("s", 56, &members);
    debug_assert_eq!(record, RECORD, "it points to itself");
    let t = btf.link(sys::BTF_KIND_TYPEDEF, "t", record);
    let tagged = btf.link(sys::BTF_KIND_TYPE_TAG, "rcu", t);
    let to_t = btf.pointer(tagged);
    let restrict = btf.link(sys::BTF_KIND_RESTRICT, "", to_t);
    let prototype = btf.prototype(int, &[("one", restrict), ("two", long)]);
    let function = btf.pointer(prototype);
    btf.link(sys::BTF_KIND_TYPEDEF, "fn_t", function);
    btf.struct_ops(16, &[("play", function, 0), ("flags", long, 64)]);
    btf.link(sys::BTF_KIND_FUNC, "a_ops__play", prototype);
    btf
}

/// A module that is split from it.
pub fn split() -> Bytes {
    let mut btf = Bytes::on(&kernel());
    module(&mut btf, 1, RECORD);
    btf
}

/// A distilled base of two types, and a module that is split from it.
pub fn distilled() -> (Vec<u8>, Vec<u8>) {
    let mut base = Bytes::default();
    let int = base.int("int", 4);
    let record = base.structure("s", 56, &[]);
    let mut btf = Bytes::on(&base);
    module(&mut btf, int, record);
    (base.finish(), btf.finish())
}

fn module(btf: &mut Bytes, int: u32, record: u32) {
    let pointer = btf.pointer(record);
    let prototype = btf.prototype(int, &[("one", pointer)]);
    let function = btf.pointer(prototype);
    btf.structure("u", 64, &[("s", record, 0), ("i", int, 448)]);
    btf.struct_ops(8, &[("play", function, 0)]);
    btf.link(sys::BTF_KIND_FUNC, "a_ops__play", prototype);
}
