//! Types that the language does not have, and what to write instead.

/// Types that look usable and are not: name, why not, what to write instead.
pub(super) const NO_C_TYPE: &[(&str, &str, &str)] = &[
    // `__get_type_size` in kernel/bpf/btf.c knows no BTF_KIND_FLOAT.
    (
        "f32",
        "the kernel has no floating point",
        "use a scaled integer",
    ),
    (
        "f64",
        "the kernel has no floating point",
        "use a scaled integer",
    ),
    // A context slot is 8 bytes: `btf_ctx_access` in kernel/bpf/btf.c.
    ("i128", "an argument slot has 64 bits", "pass two `u64`"),
    ("u128", "an argument slot has 64 bits", "pass two `u64`"),
    (
        "char",
        "a Rust `char` is a Unicode scalar",
        "use `c_char` or `u32`",
    ),
    (
        "str",
        "it has no fixed size",
        "use `#[buffer(len)] text: *const c_char, len: i32`",
    ),
    (
        "String",
        "Rust's allocator owns it",
        "use `#[buffer(len)] text: *const c_char, len: i32`",
    ),
    (
        "Vec",
        "Rust's allocator owns it",
        "use `#[buffer(len)] data: *const u8, len: u32`",
    ),
    (
        "Box",
        "Rust's allocator owns it",
        "pass the value, or a pointer",
    ),
    (
        "Result",
        "C has no such type",
        "return an `i32` and a negated errno",
    ),
    ("Self", "a struct_ops type has no value in BPF", "remove it"),
];

/// Why a form of type has no place in an interface, and what to write instead.
pub(super) fn why_not(ty: &syn::Type) -> (&'static str, &'static str) {
    match ty {
        syn::Type::Reference(reference) => match &*reference.elem {
            syn::Type::Slice(_) => (
                "a slice is two words in Rust alone",
                "use `#[buffer(len)] data: *const u8, len: u32`",
            ),
            _ => ("a reference must be to a struct", "use a raw pointer"),
        },
        syn::Type::Tuple(_) => ("C has no tuples", "write one argument for each element"),
        syn::Type::Slice(_) => (
            "it has no fixed size",
            "use `#[buffer(len)]` with a raw pointer",
        ),
        syn::Type::FnPtr(_) => ("BPF cannot call through a pointer", "remove it"),
        syn::Type::Never(_) => ("an op returns to the kernel", "leave the result out"),
        syn::Type::ImplTrait(_) | syn::Type::TraitObject(_) => {
            ("C has no traits", "write the type out")
        }
        _ => ("it cannot be written in C", "use a scalar or a pointer"),
    }
}
