//! What a crate with a `#[struct_ops]` trait names: the attribute, the descriptor that it
//! makes, and the loader of the BPF programs that implement the type.
//!
//! A trait's file needs the [`prelude`] only:
//!
//! ```
//! use struct_ops::prelude::*;
//!
//! /// Operations of a player.
//! #[struct_ops]
//! pub trait PlayerOps {
//!     /// A required op: it has no body.
//!     fn play(&self, track: u32) -> i32;
//!
//!     /// An optional op: the body is what the kernel gets when no program implements it.
//!     fn seek(&self, position: u64) -> i32 {
//!         -EOPNOTSUPP
//!     }
//! }
//!
//! // The attribute adds a type with the C name.
//! assert_eq!(player_ops::DESCRIPTOR.name, "player_ops");
//! assert!(player_ops::DESCRIPTOR.ops().eq(["play", "seek"]));
//! assert_eq!(player_ops::seek.name(), "seek");
//! ```
//!
//! With feature `loader` (on by default) the crate also checks, loads and attaches. The whole
//! way, from the trait to an instance that somebody else has detached:
//!
//! ```no_run
//! # #[cfg(feature = "loader")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use libbpf_rs::MapCore as _;
//! use struct_ops::prelude::*;
//!
//! #[struct_ops]
//! trait PlayerOps {
//!     const VOLUME: u32 = 50;
//!     fn play(&self, track: u32) -> i32;
//!     fn seek(&self, position: u64) -> i32 {
//!         -EOPNOTSUPP
//!     }
//! }
//!
//! // Trait, kernel and module fit, and this thread may load.
//! struct_ops::check::<player_ops>()?;
//!
//! // A skeleton of libbpf-cargo goes through `open` and `load` instead.
//! let mut open = struct_ops::open_file("player.bpf.o")?;
//! struct_ops::shadow_of::<player_ops>(&mut open, "player")?
//!     .set(player_ops::VOLUME, 80)?
//!     .program(player_ops::seek, Some("seek_slowly"))?;
//! let mut object = struct_ops::load_object(open)?;
//!
//! let map = object.maps_mut().find(|map| map.name() == "player");
//! let attachment = struct_ops::attach::<player_ops>(&mut map.ok_or("no such map")?)?;
//!
//! // Another instance of the object takes its place, between two calls.
//! attachment.update(&object, "quiet_player")?;
//! attachment.wait_detached(None)?;
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "loader"))]
//! # fn main() {}
//! ```
//!
//! In an event loop, [`Attachment`] is polled by its descriptor, see
//! [`wait_detached`](Attachment::wait_detached). Without the feature, nothing links libbpf.

// What `#[struct_ops]` emits names the crate.
#[cfg(test)]
extern crate self as struct_ops;

pub mod descriptor;
pub mod errno;
mod handle;
pub mod prelude;
mod reference;
mod text;

#[cfg(feature = "btf")]
pub mod btf;
#[cfg(feature = "loader")]
mod error;
#[cfg(feature = "loader")]
mod loader;
#[cfg(feature = "btf")]
pub mod status;
#[cfg(feature = "btf")]
mod sys;
#[cfg(feature = "loader")]
mod verifier_log;

pub use descriptor::{Descriptor, Links, StructOps};
#[cfg(feature = "loader")]
pub use error::{Error, ErrorKind};
pub use handle::{DataMember, MemberValue, OpMember, Room};
#[cfg(feature = "loader")]
pub use loader::{
    Attachment, Attachments, Choice, IntoMember, Missing, PlainAttachment, Registration, Shadow,
    ShadowOf, attach, attach_all, attach_as, attach_plain, attach_plain_as, check, check_as,
    check_with, choose_flavors, load, load_object, null_missing, open, open_file, shadow,
    shadow_of,
};
pub use reference::Ref;
pub use text::text;

pub use structops_macros::struct_ops;
