//! The struct_ops interface language: Rust text in, a checked [`Interface`] out.
//!
//! ```
//! let source = r#"
//!     #[struct_ops]
//!     pub trait DummyOps {
//!         fn add(&self, a: i32, b: i32) -> i32 {
//!             0
//!         }
//!     }
//! "#;
//! let interface = structops_model::interface_of_source(source).unwrap();
//! let ops = &interface.modules()[0].types[0];
//! assert_eq!(ops.name, "dummy_ops");
//! assert_eq!(ops.ops().next().unwrap().name, "add");
//! ```
//!
//! The pipeline is `items -> parse -> draft -> check -> Interface`. A draft holds
//! whatever could be understood; an [`Interface`] exists only when every rule
//! holds, so nothing downstream meets an unchecked one. This crate does no I/O
//! and knows no output language but names.

mod check;
pub mod diagnostic;
mod interface;
pub mod kernel;
pub mod language;
pub mod name;
mod parse;
pub mod rules;
pub mod scan;

pub use diagnostic::{Diagnostic, Diagnostics};
pub use interface::{
    Accepts, Arg, Base, Buffer, Busy, Const, Data, Enum, Event, Field, Helpers, Hook, Instances,
    Interface, Kfunc, KfuncArg, Kind, Layout, Links, Mark, Member, Module, Named, Op, Options,
    Origin, Pointee, Presence, Protect, Range, Scalar, Setting, Shape, Step, Struct, StructOps,
    Suffix, Text, TriggerArg, Type, Value, Variant,
};

use proc_macro2::TokenStream;

/// Parses and checks the text of a Rust source file.
///
/// # Errors
///
/// Every diagnostic of the file, in the order of the source.
pub fn interface_of_source(source: &str) -> Result<Interface, Diagnostics> {
    let file = syn::parse_file(source).map_err(|error| Diagnostics::from_syn(&error))?;
    let mut found = Diagnostics::default();
    let draft = parse::parse_items(&file.items, &mut found);
    if draft.is_empty() && found.is_empty() {
        found.push(&rules::NO_ATTRIBUTE, proc_macro2::Span::call_site(), &[]);
    }
    check::check(draft, found)
}

/// Parses and checks one item under `#[struct_ops(options)]`, as the macro sees it.
///
/// # Errors
///
/// Every diagnostic of the item, in the order of the source.
pub fn interface_of_item(options: TokenStream, item: &syn::Item) -> Result<Interface, Diagnostics> {
    let mut found = Diagnostics::default();
    let draft = parse::parse_expanded(options, item, &mut found);
    check::check(draft.into_iter().collect(), found)
}
