//! What an instance takes of the pages that the kernel has for trampolines.

use serde::Serialize;
use struct_ops::descriptor::{Base, Descriptor, MemberKind, Param, Prototype};

/// `MAX_TRAMP_IMAGE_PAGES` in `kernel/bpf/bpf_struct_ops.c`: of each map.
const MOST_PAGES: usize = 8;

const PAGE: u32 = 4096;

/// Registers of x86-64 that arguments travel in; the others lie on the stack.
const REGISTERS: u32 = 6;

/// What `arch_bpf_trampoline_size` says for one program without arguments and result
/// (`__arch_prepare_bpf_trampoline` in `arch/x86/net/bpf_jit_comp.c`), and what these add: any
/// argument (their number is written by a longer instruction than 0), each that travels in a
/// register, each that lies on the stack, and a result. `tests/vm/trampolines` compares them
/// with the distances of `bpf__<type>_<op>` in `/proc/kallsyms`.
const EMPTY: u32 = 157;
const ANY: u32 = 3;
const REGISTER: u32 = 4;
const ON_STACK: u32 = 8;
const RESULT: u32 = 8;

/// What the numbers are worth.
const BASIS: &str = "An estimate from the arguments: no op was more than 24 bytes off on Debian's \
                     6.12, 7.2 and 7.3 for x86-64, without CFI; an op without a program takes \
                     nothing.";

/// The kernel's code between a caller and the programs of an instance.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Trampolines {
    /// Pages that are full, or begun.
    pub pages: usize,
    /// How many a map may have.
    pub most_pages: usize,
    /// The bytes of all trampolines.
    pub bytes: u32,
    /// What each op takes, in the order of the struct.
    pub ops: Vec<OpTrampoline>,
    /// What the numbers are worth.
    pub basis: &'static str,
}

/// The trampoline of an op.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct OpTrampoline {
    /// The op.
    pub op: String,
    /// Its bytes, about.
    pub bytes: u32,
}

/// Every op with a program.
pub(super) fn estimate(descriptor: &Descriptor) -> Trampolines {
    let members = descriptor.members.iter();
    let ops = members.filter_map(|member| match &member.kind {
        MemberKind::Op(prototype) => Some(OpTrampoline {
            op: member.name.clone().into_owned(),
            bytes: bytes_of(prototype, descriptor),
        }),
        MemberKind::Data(_) => None,
    });
    let ops: Vec<OpTrampoline> = ops.collect();
    let sizes: Vec<u32> = ops.iter().map(|op| op.bytes).collect();
    Trampolines {
        pages: pages(&sizes),
        most_pages: MOST_PAGES,
        bytes: sizes.iter().sum(),
        ops,
        basis: BASIS,
    }
}

fn bytes_of(prototype: &Prototype, descriptor: &Descriptor) -> u32 {
    let params = prototype.params.iter();
    let slots: u32 = params.map(|param| slots(param, descriptor)).sum();
    let result = &prototype.result;
    let has_result = result.base != Base::Void || result.pointers > 0;
    EMPTY
        + u32::from(slots > 0) * ANY
        + slots.min(REGISTERS) * REGISTER
        + slots.saturating_sub(REGISTERS) * ON_STACK
        + u32::from(has_result) * RESULT
}

/// A struct by value of more than 8 bytes travels in two; of the kernel's own it is taken for
/// granted.
fn slots(param: &Param, descriptor: &Descriptor) -> u32 {
    let (Base::Struct(tag) | Base::Union(tag), 0) = (&param.ty.base, param.ty.pointers) else {
        return 1;
    };
    let known = descriptor.structs.iter().find(|one| one.tag == *tag);
    known.map_or(2, |one| if one.size > 8 { 2 } else { 1 })
}

/// Trampolines follow each other, and none goes over the end of a page
/// (`bpf_struct_ops_prepare_trampoline`).
fn pages(sizes: &[u32]) -> usize {
    let (mut pages, mut left) = (0, 0);
    for size in sizes {
        if *size > left {
            pages += 1;
            left = PAGE;
        }
        left = left.saturating_sub(*size);
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_trampoline_lies_in_two_pages() {
        assert_eq!(pages(&[]), 0);
        assert_eq!(pages(&[PAGE / 2, PAGE / 2]), 1);
        assert_eq!(pages(&[PAGE / 2 + 1, PAGE / 2 + 1]), 2);
    }
}
