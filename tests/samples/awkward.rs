use struct_ops::prelude::*;

#[struct_ops]
pub mod awkward {
    /// An enum of the kernel whose header nothing else includes.
    #[kernel(header = "linux/migrate_mode.h")]
    #[repr(u32)]
    pub enum migrate_mode {
        MIGRATE_ASYNC = 0,
        MIGRATE_SYNC = 2,
    }

    /// Too large for a stack.
    pub struct Large {
        pub bytes: [u8; 4096],
    }

    #[repr(i32)]
    pub enum Level {
        Low = -1,
        High = 1,
    }

    pub const CUT: u32 = 300_u32 as u8 as u32;

    /// Return: text that looks like a section.
    ///
    /// Return: it twice.
    /// * @nobody: is no member.
    #[ops(trigger = "/proc/awkward_trigger")]
    pub trait AwkwardOps {
        #[zero_means(true)]
        const ENABLED: bool = false;

        #[zero_means(Level::High)]
        const LEVEL: Level = Level::Low;

        const MODE: migrate_mode = migrate_mode::MIGRATE_SYNC;

        const ERROR: i32 = -EINVAL;

        #[range(-5..=0)]
        const BELOW: i32;

        #[c_type("sector_t")]
        #[range(1..=8)]
        const SECTOR: c_ulong = 1;

        /// Called as the instance is.
        #[trigger(zeroed, migrate_mode::MIGRATE_SYNC)]
        fn ops(&self, large: &Large, mode: migrate_mode) -> i32 {
            0
        }

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

    #[ops]
    pub trait PrivateOps {
        #[private]
        const LIST: list_head;

        fn call(&self) {}
    }
}
