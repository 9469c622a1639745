//! How instances come, go and are protected, in every combination that the output tells
//! apart.

use struct_ops::prelude::*;

/// Types that behave otherwise than most.
#[struct_ops]
pub mod behave {
    /// The kernel's, of which programs may assign a field.
    #[kernel(header = "linux/seq_file.h")]
    #[writable(count)]
    pub struct seq_file {
        /// Bytes that are there.
        pub count: usize,

        /// Bytes that have room.
        pub size: usize,
    }

    /// The kernel's, with a name that generated functions have a variable of.
    #[kernel(header = "linux/key.h")]
    #[writable(datalen)]
    pub struct key {
        /// How long.
        pub datalen: u16,
    }

    /// A place in a track.
    #[writable(pos, marks)]
    pub struct Track {
        /// Says which.
        pub id: u32,

        /// How far.
        pub pos: u64,

        /// What was heard.
        pub marks: [u8; 4],

        /// The one after.
        pub next: *const Track,
    }

    /// Sleeps, and has a word at every callback.
    #[ops(
        trigger = "/proc/behave_slow",
        hooks(reg, unreg, update, validate, init_member, func_proto)
    )]
    pub trait SlowOps {
        /// A name.
        const NAME: [c_char; 16] = text(c"slow");

        /// A limit.
        #[range(1..=9)]
        const LIMIT: u32 = 5;

        /// The subsystem's own.
        #[private]
        const LIST: list_head;

        /// May sleep.
        #[sleepable]
        #[trigger(7, 8)]
        fn load(&self, ops: u32, #[name("idx")] idx: u32) -> i32 {
            -EOPNOTSUPP
        }

        /// May not.
        fn peek(&self, track: &mut Track, file: &mut seq_file) -> bool {
            false
        }

        /// Comes.
        #[on(attach)]
        fn init(&self) -> i32 {
            0
        }

        /// Goes.
        #[on(detach)]
        fn exit(&self) {}
    }

    /// One call at a time, no helpers, and another word for "taken".
    #[ops(
        protect = "mutex",
        busy = "EBUSY",
        helpers = "none",
        update = false,
        trigger = "/proc/behave_alone"
    )]
    pub trait AloneOps {
        /// Runs alone.
        #[trigger(3)]
        fn run(&self, instance: u32);
    }

    /// Many, found by their names.
    #[ops(
        instances = "many",
        export = true,
        protect = "rcu",
        trigger = "/proc/behave_named",
        hooks(reg, unreg)
    )]
    pub trait NamedOps {
        /// Their names.
        #[key]
        const NAME: [c_char; 16];

        /// A weight.
        const WEIGHT: u64 = 1;

        /// Takes an argument of the instance's name.
        #[trigger(1, 2)]
        fn weigh(&self, instance: u32, ops: u32) -> u64 {
            0
        }

        /// Comes, and may sleep meanwhile.
        #[on(attach)]
        #[sleepable]
        fn begin(&self);
    }

    /// Many, found by their numbers, one call at a time.
    #[ops(instances = "many", protect = "mutex", hooks(update))]
    pub trait NumberedOps {
        /// Their numbers.
        #[key]
        const ID: u32;

        /// Counts.
        fn count(&self, what: u32, track: Option<&mut Track>, by: &mut key) -> i32 {
            0
        }

        /// Comes.
        #[on(attach)]
        fn begin(&self) -> i32;

        /// Goes.
        #[on(detach)]
        fn end(&self);
    }

    /// Many in a plain list, which may sleep.
    #[ops(instances = "many", links = "optional", protect = "srcu")]
    pub trait ListedOps {
        /// Listens.
        #[sleepable]
        fn listen(&self, what: u32) -> i32 {
            0
        }
    }
}
