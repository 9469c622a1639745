//! Types of the kernel that every module may name, and where they are defined.

use crate::interface::{Kind, Named};

/// A struct of the kernel that a private member may hold or point to.
#[derive(Debug)]
pub struct KernelType {
    /// The tag.
    pub tag: &'static str,
    /// The header that defines it.
    pub header: &'static str,
}

/// Structs that may be members by value without a declaration, since nothing but the
/// kernel ever looks into them.
pub const OPAQUE: &[KernelType] = &[
    KernelType {
        tag: "list_head",
        header: "linux/types.h",
    },
    KernelType {
        tag: "hlist_head",
        header: "linux/types.h",
    },
    KernelType {
        tag: "hlist_node",
        header: "linux/types.h",
    },
    KernelType {
        tag: "callback_head",
        header: "linux/types.h",
    },
    KernelType {
        tag: "rb_node",
        header: "linux/rbtree_types.h",
    },
    KernelType {
        tag: "llist_node",
        header: "linux/llist.h",
    },
    KernelType {
        tag: "refcount_struct",
        header: "linux/refcount.h",
    },
    KernelType {
        tag: "kref",
        header: "linux/kref.h",
    },
    KernelType {
        tag: "mutex",
        header: "linux/mutex.h",
    },
    KernelType {
        tag: "work_struct",
        header: "linux/workqueue.h",
    },
    KernelType {
        tag: "delayed_work",
        header: "linux/workqueue.h",
    },
    KernelType {
        tag: "completion",
        header: "linux/completion.h",
    },
    KernelType {
        tag: "wait_queue_head",
        header: "linux/wait.h",
    },
];

/// Headers of structs that ops take, for `#[kernel]` types that name none.
pub const HEADERS: &[KernelType] = &[
    KernelType {
        tag: "task_struct",
        header: "linux/sched.h",
    },
    KernelType {
        tag: "mm_struct",
        header: "linux/mm_types.h",
    },
    KernelType {
        tag: "vm_area_struct",
        header: "linux/mm_types.h",
    },
    KernelType {
        tag: "page",
        header: "linux/mm_types.h",
    },
    KernelType {
        tag: "folio",
        header: "linux/mm_types.h",
    },
    KernelType {
        tag: "file",
        header: "linux/fs.h",
    },
    KernelType {
        tag: "inode",
        header: "linux/fs.h",
    },
    KernelType {
        tag: "dentry",
        header: "linux/dcache.h",
    },
    KernelType {
        tag: "super_block",
        header: "linux/fs.h",
    },
    KernelType {
        tag: "kiocb",
        header: "linux/fs.h",
    },
    KernelType {
        tag: "cred",
        header: "linux/cred.h",
    },
    KernelType {
        tag: "cgroup",
        header: "linux/cgroup-defs.h",
    },
    KernelType {
        tag: "mem_cgroup",
        header: "linux/memcontrol.h",
    },
    KernelType {
        tag: "sk_buff",
        header: "linux/skbuff.h",
    },
    KernelType {
        tag: "sock",
        header: "net/sock.h",
    },
    KernelType {
        tag: "net_device",
        header: "linux/netdevice.h",
    },
    KernelType {
        tag: "net",
        header: "net/net_namespace.h",
    },
    KernelType {
        tag: "bio",
        header: "linux/bio.h",
    },
    KernelType {
        tag: "request",
        header: "linux/blk-mq.h",
    },
    KernelType {
        tag: "request_queue",
        header: "linux/blkdev.h",
    },
    KernelType {
        tag: "block_device",
        header: "linux/blkdev.h",
    },
    KernelType {
        tag: "gendisk",
        header: "linux/blkdev.h",
    },
    KernelType {
        tag: "device",
        header: "linux/device.h",
    },
    KernelType {
        tag: "pci_dev",
        header: "linux/pci.h",
    },
    KernelType {
        tag: "hid_device",
        header: "linux/hid.h",
    },
    KernelType {
        tag: "cpumask",
        header: "linux/cpumask.h",
    },
    KernelType {
        tag: "pid",
        header: "linux/pid.h",
    },
    KernelType {
        tag: "nsproxy",
        header: "linux/nsproxy.h",
    },
    KernelType {
        tag: "user_namespace",
        header: "linux/user_namespace.h",
    },
    KernelType {
        tag: "pt_regs",
        header: "linux/ptrace.h",
    },
    KernelType {
        tag: "timespec64",
        header: "linux/time64.h",
    },
];

/// Headers of enums that ops take.
const ENUMS: &[KernelType] = &[KernelType {
    tag: "dma_data_direction",
    header: "linux/dma-direction.h",
}];

/// The row of a struct that private members may hold.
pub fn opaque(tag: &str) -> Option<&'static KernelType> {
    OPAQUE.iter().find(|row| row.tag == tag)
}

/// The header that defines a type of the kernel.
pub fn header(named: &Named) -> Option<&'static str> {
    let (tag, is_enum) = (&named.tag, named.kind == Kind::Enum);
    let tables = if is_enum {
        [ENUMS, &[]]
    } else {
        [HEADERS, OPAQUE]
    };
    tables
        .into_iter()
        .flatten()
        .find(|row| row.tag == tag)
        .map(|row| row.header)
}
