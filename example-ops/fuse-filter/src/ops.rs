//! What a file system in user space lets BPF programs decide, in the shape of the published
//! Fuse-BPF work: two filters for each request, one before and one behind the lower file system.
//!
//! There, `struct fuse_ops` has 66 members, and the kernel takes 64: here are two types.

use struct_ops::prelude::*;

#[struct_ops(module = "fuse_filter", description = "filters of a file system")]
pub mod fuse_filter {
    /// What a request is about.
    pub struct Meta {
        pub nodeid: u64,
        pub opcode: u32,
        pub uid: u32,
        pub gid: u32,
        pub pid: u32,
    }

    /// What the lower file system answered.
    pub struct Answer {
        pub error: i32,
        pub size: u32,
    }

    /// The request goes on to the lower file system.
    pub const PASS: u32 = 0;

    /// The request goes to user space.
    pub const TO_USER: u32 = 1;

    /// Before the lower file system.
    #[ops(name = "fuse_pre_ops", trigger = "/proc/fuse_pre")]
    pub trait FusePreOps {
        const NAME: [c_char; 16];

        /// Requests that nothing else filters.
        #[trigger(zeroed)]
        fn default_filter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn open_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn opendir_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn create_open_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn release_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn releasedir_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn flush_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn lseek_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn copy_file_range_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn fsync_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn dir_fsync_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn getxattr_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn listxattr_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn setxattr_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn removexattr_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn read_iter_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn write_iter_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn file_fallocate_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn mknod_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn mkdir_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn rmdir_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn rename2_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn rename_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn unlink_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn link_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn getattr_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn setattr_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn statfs_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn get_link_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn symlink_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn readdir_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn access_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }

        #[trigger(zeroed)]
        fn lookup_prefilter(&self, meta: &Meta) -> u32 {
            PASS
        }
    }

    /// Behind the lower file system.
    #[ops(name = "fuse_post_ops", trigger = "/proc/fuse_post")]
    pub trait FusePostOps {
        const NAME: [c_char; 16];

        #[trigger(zeroed, zeroed)]
        fn open_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn opendir_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn create_open_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn release_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn releasedir_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn flush_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn lseek_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn copy_file_range_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn fsync_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn dir_fsync_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn getxattr_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn listxattr_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn setxattr_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn removexattr_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn read_iter_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn write_iter_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn file_fallocate_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn mknod_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn mkdir_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn rmdir_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn rename2_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn rename_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn unlink_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn link_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn getattr_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn setattr_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn statfs_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn get_link_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn symlink_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn readdir_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn access_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }

        #[trigger(zeroed, zeroed)]
        fn lookup_postfilter(&self, meta: &Meta, answer: &Answer) -> u32 {
            PASS
        }
    }
}
