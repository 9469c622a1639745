//! `#[struct_ops]` in a user's crate: what it leaves compiles and can be used from Rust.

#![forbid(unused_variables)]
#![deny(warnings)]
// A lint of this workspace; samples are written as in a library.
#![allow(unreachable_pub)]

#[path = "../samples/everything.rs"]
mod everything;
#[path = "../samples/references.rs"]
mod references;
#[path = "../samples/scalars.rs"]
mod scalars;
#[path = "../samples/two_types.rs"]
mod two_types;

use core::ffi::c_char;

use everything::sample::{
    Config, EverythingOps, MAX, Mode, Track, Word, everything_ops, task_struct,
};
use references::refs::{self, RefsOps};
use scalars::ScalarsOps;
use struct_ops::{StructOps, text};
use two_types::{FirstOps, SecondOps, first_ops, second_ops};

/// A policy in plain Rust, before it is ported to BPF.
struct Policy;

impl EverythingOps for Policy {
    const NAME: [c_char; 16] = text(c"policy");
    const OTHER: Config = Config {
        depth: 1,
        ..Self::CONFIG
    };
    const FIRST: Track = Track { id: 1 };

    fn required(&self, number: u64, track: &Track) -> i64 {
        i64::from(track.id) + number.cast_signed()
    }
}

impl FirstOps for Policy {}

impl RefsOps for Policy {}

impl SecondOps for Policy {
    fn second(&self, kept: u32) -> u32 {
        kept
    }
}

#[test]
fn the_trait_can_be_implemented_and_its_fallbacks_are_what_c_returns() {
    let task = task_struct { pid: 1, flags: 0 };
    assert_eq!(task.pid, 1);
    assert_eq!(Policy.required(2, &Track { id: 40 }), 42);
    assert_eq!(
        Policy.buffer(core::ptr::null(), 0),
        -struct_ops::prelude::EOPNOTSUPP
    );
    assert!(Policy.first());
    assert_eq!(Policy.second(7), 7);
    assert_eq!(Mode::Loop as u32 + MAX, 64);
    assert_eq!(<Policy as EverythingOps>::VOLUME, 50);
    assert_eq!(<Policy as EverythingOps>::OTHER.weights, [1, 2, 3]);
    assert!(Policy.pick(&refs::task_struct { pid: 1 }).is_none());
    Policy.word(&Word { number: 1 }, None);
}

/// A fallback that is an errno has the width of its result.
#[test]
fn errnos_are_as_wide_as_the_result() {
    struct Idle;
    impl ScalarsOps for Idle {
        fn c_small(&self, _: i8, _: u8, _: i16, _: u16, _: i32, _: u32) -> u32 {
            0
        }
    }
    assert_eq!(Idle.min(), -11_i64);
    assert_eq!(
        Idle.buffers(core::ptr::null(), 0, core::ptr::null(), 0),
        -95_isize
    );
    assert_eq!(Idle.small(1, 2, 3, 4, 5, 6), -128);
}

#[test]
fn the_marker_knows_the_c_names() {
    let descriptor = everything_ops::DESCRIPTOR;
    assert_eq!(descriptor.name, "everything_ops");
    assert_eq!(descriptor.module.as_deref(), Some("sample"));
    assert!(descriptor.ops().eq(["required", "buffer", "word", "alias"]));
    assert_eq!(first_ops::DESCRIPTOR.module, second_ops::DESCRIPTOR.module);
}

/// What a crate may call its own things without the attribute taking them for Rust's.
#[allow(dead_code, non_camel_case_types, unused_macros)]
mod shadowed {
    use struct_ops::prelude::*;

    mod std {}
    mod core {}
    struct Some;
    type Option = ();
    type Result = ();
    type i64 = ();
    type usize = u8;
    macro_rules! assert {
        () => {};
    }

    #[struct_ops]
    pub mod lamp {
        #[repr(u32)]
        pub enum Mode {
            Dim = 0,
        }

        pub struct Light {
            pub mode: Mode,
            pub r#type: u32,
        }

        #[ops]
        pub trait LampOps {
            const LIGHT: Light;
            const DESCRIPTOR: u32 = 0;
            #[private]
            const LOCK: mutex;
            fn clone(&self) -> i32 {
                0
            }
            fn r#yield(&self, lamp_ops: u32, mutex: i32) -> i32 {
                mutex
            }
        }
    }

    use lamp::{LampOps, Light, Mode};

    pub struct Lamp;

    impl LampOps for Lamp {
        const LIGHT: Light = Light {
            mode: Mode::Dim,
            r#type: 0,
        };

        fn r#yield(&self, lamp_ops: u32, mutex: i32) -> i32 {
            mutex + lamp_ops.cast_signed()
        }
    }
}

#[test]
fn names_of_the_crate_and_of_members_are_its_own() {
    use shadowed::lamp::{LampOps as _, lamp_ops as marker};
    let lamp_ops = 1;
    assert_eq!(shadowed::Lamp.r#yield(lamp_ops, 2), 3);
    assert_eq!(marker::DESCRIPTOR.name(), "descriptor");
    assert_eq!(<marker as StructOps>::DESCRIPTOR.name, "lamp_ops");
    assert_eq!(
        (marker::clone.name(), marker::r#yield.name()),
        ("clone", "yield")
    );
}
