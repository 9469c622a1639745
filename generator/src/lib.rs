//! From one Rust trait to kernel module, BPF program and loader.
//!
//! ```
//! use structops_gen::{source::Source, target};
//!
//! let source = Source::of_text(
//!     "ops.rs",
//!     "#[struct_ops] pub trait DummyOps { fn add(&self, a: i32, b: i32) -> i32 { 0 } }",
//! );
//! let interface = source.interface().unwrap();
//! let paths = target::Paths::default();
//! let files = target::render_interface(&interface, &paths, &["kmod".to_owned()]).unwrap();
//! assert_eq!(files[0].file, "dummy_ops.h");
//! assert!(files[0].text.contains("int dummy_ops_add(int a, int b);"));
//! ```
//!
//! [`source`] reads and checks, [`target`] renders, [`plan`] compares with what lies on
//! disk, [`follow`] adds what files of the user's need after an edit of the trait, [`stale`]
//! says how files differ, [`write`] writes all of it or nothing. `build` is all of that but
//! [`follow`] for a `build.rs`; `vm` builds modules and boots kernels, `trial` runs a project on
//! them, `doctor` says what this machine lacks for that; `describe` is where types begin to be
//! compared, `list` and `layout` tell of those that a kernel, a module or a trait has, and `status`
//! of what is attached now.

pub mod banner;
#[cfg(feature = "build")]
pub mod build;
mod c;
#[cfg(any(feature = "build", feature = "vm"))]
pub mod clang;
#[cfg(feature = "cli")]
pub mod compat;
#[cfg(feature = "btf")]
pub mod describe;
mod doc;
#[cfg(feature = "vm")]
pub mod doctor;
#[cfg(feature = "cli")]
pub mod explain;
pub mod follow;
#[cfg(feature = "btf")]
pub mod import;
#[cfg(feature = "btf")]
pub mod layout;
#[cfg(feature = "btf")]
pub mod list;
#[cfg(feature = "cli")]
pub mod new;
pub mod plan;
pub mod project;
pub mod regular;
pub mod render;
pub mod report;
pub mod source;
pub mod stack;
pub mod stale;
#[cfg(feature = "btf")]
pub mod status;
pub mod target;
#[cfg(feature = "vm")]
pub mod trial;
#[cfg(feature = "cli")]
pub mod verify;
#[cfg(feature = "vm")]
pub mod vm;
pub mod write;
