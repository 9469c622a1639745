//! The `#[struct_ops]` attribute. Use it through the crate `struct-ops`, which it names
//! in what it emits.

mod descriptor;
mod expand;
mod handles;
mod layout;
mod marker;
mod silence;
mod stand_in;
mod strip;

/// Describes a BPF struct_ops type.
///
/// The trait stays as it is, without the attributes that belong to the language, and
/// may be implemented in Rust. Beside it appears a type with the C name, which carries
/// the description to the loader, and a constant for each member that may be set.
///
/// # Errors
///
/// Every mistake of the interface is a compile error at its own place, with the code
/// that the command line reports as well.
#[proc_macro_attribute]
pub fn struct_ops(
    options: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    expand::expand(&options.into(), item.into()).into()
}
