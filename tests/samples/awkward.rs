use struct_ops::prelude::*;

/// What once did not compile.
#[struct_ops]
pub mod awkward {
    /// An enum of the kernel whose header nothing else includes.
    #[kernel(header = "linux/migrate_mode.h")]
    #[repr(u32)]
    pub enum migrate_mode {
        /// Never waits.
        MIGRATE_ASYNC = 0,
        /// Waits.
        MIGRATE_SYNC = 2,
    }

    /// Too large for a stack.
    pub struct Large {
        /// Its bytes.
        pub bytes: [u8; 4096],
    }

    /// Below and above.
    #[repr(i32)]
    pub enum Level {
        /// Below.
        Low = -1,
        /// Above.
        High = 1,
    }

    /// Texts and truth values inside.
    pub struct Named {
        /// Its name.
        pub name: [c_char; 8],
        /// Its switches.
        pub on: [bool; 2],
        /// Its level.
        pub level: Level,
    }

    /// What a cast leaves of it.
    #[allow(clippy::cast_possible_truncation, clippy::cast_lossless)]
    pub const CUT: u32 = 300_u32 as u8 as u32;

    /// Return: text that looks like a section.
    ///
    /// Return: it twice.
    /// * @nobody: is no member.
    #[ops(trigger = "/proc/awkward_trigger")]
    pub trait AwkwardOps {
        /// Whether.
        #[zero_means(true)]
        const ENABLED: bool = false;

        /// Which.
        #[zero_means(Level::High)]
        const LEVEL: Level = Level::Low;

        /// Some.
        const SWITCHES: [bool; 4] = [true; 4];

        /// More.
        const STEPS: [[Level; 2]; 3];

        /// Their names.
        const NAMES: [Named; 2];

        /// How.
        const MODE: migrate_mode = migrate_mode::MIGRATE_SYNC;

        /// What is wrong.
        const ERROR: i32 = -EINVAL;

        /// Never above zero.
        #[range(-5..=0)]
        const BELOW: i32;

        /// Where.
        #[c_type("sector_t")]
        #[range(1..=8)]
        const SECTOR: c_ulong = 1;

        /// Called as the instance is.
        #[trigger(zeroed, migrate_mode::MIGRATE_SYNC)]
        fn ops(&self, large: &Large, mode: migrate_mode) -> i32 {
            0
        }

        /// Of other widths.
        #[c_type("loff_t")]
        #[trigger(1, 2, 3)]
        fn wide(
            &self,
            #[c_type("size_t")] a: u64,
            #[c_type("sector_t")] b: c_ulong,
            #[c_type("s64")] c: c_long,
        ) -> i64 {
            7
        }
    }

    /// Nothing to set.
    #[ops]
    pub trait PrivateOps {
        /// The module's own.
        #[private]
        const LIST: list_head;

        /// Called.
        fn call(&self) {}
    }
}
