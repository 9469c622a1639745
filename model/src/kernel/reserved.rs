//! Names that C, the kernel or the generated files have taken.

/// A name nobody may use, and why.
#[derive(Debug)]
pub struct Reserved {
    /// The name.
    pub name: &'static str,
    /// What it is: completes "`name` is …".
    pub what: &'static str,
}

macro_rules! reserved {
    ($($what:literal: $($name:literal)*;)*) => {
        &[$($(Reserved { name: $name, what: $what },)*)*]
    };
}

/// Names that break any C identifier that is spelled so.
pub const ANYWHERE: &[Reserved] = reserved! {
    // C11 6.4.1 and gcc's extensions, as `-std=gnu11` of the kernel's Makefile has them.
    "a C keyword":
        "auto" "break" "case" "char" "const" "continue" "default" "do" "double" "else"
        "enum" "extern" "float" "for" "goto" "if" "inline" "int" "long" "register"
        "restrict" "return" "short" "signed" "sizeof" "static" "struct" "switch"
        "typedef" "typeof" "union" "unsigned" "void" "volatile" "while" "asm"
        "_Alignas" "_Alignof" "_Atomic" "_Bool" "_Complex" "_Generic" "_Imaginary"
        "_Noreturn" "_Static_assert" "_Thread_local" "__attribute__" "__asm__";
    // `gcc -dM -E -std=gnu11`: object-like macros with the value 1.
    "a macro of the compiler": "linux" "unix" "i386";
    // include/linux/stddef.h, include/linux/types.h.
    "a word of the kernel's C": "true" "false" "bool";
    // include/linux/jiffies.h declares it volatile, and macros read it.
    "a variable of the kernel": "jiffies";
    // include/linux/types.h and include/uapi/asm-generic/int-ll64.h.
    "a type of the kernel":
        "u8" "u16" "u32" "u64" "s8" "s16" "s32" "s64" "size_t" "ssize_t" "uint" "ulong"
        "ushort" "gfp_t" "pid_t";
};

/// What a generated type offers beside its ops, as `<type>_<name>`.
pub const OPS: &[Reserved] = reserved! {
    "a function of the generated C interface": "attached" "detach";
};

/// Functions that generated functions call where an argument of that name would hide them.
const CALLED: &[Reserved] = reserved! {
    "a function that the generated code calls":
        "rcu_read_lock" "rcu_read_unlock" "srcu_read_lock" "srcu_read_unlock" "mutex_lock"
        "mutex_unlock" "bpf_trace_printk" "bpf_trace_vprintk"
        "bpf_probe_read_kernel" "structops_read" "static_key_false" "arch_static_branch";
};

/// Names of the templates' own that a macro would replace.
const USED: &[&str] = &[
    "btf",
    "buf",
    "count",
    "ctx",
    "data",
    "err",
    "file",
    "init",
    "kdata",
    "key",
    "len",
    "link",
    "lock",
    "member",
    "message",
    "message_len",
    "moff",
    "name",
    "old_kdata",
    "ops",
    "owner",
    "path",
    "pos",
    "prog",
    "reg",
    "ret",
    "size",
    "sleepable",
    "t",
    "type",
    "udata",
    "unreg",
    "uops",
    "update",
    "validate",
];

/// What a module's name would make of its `<module>-y` in a Kbuild file: variables of
/// scripts/Makefile.build, Makefile.lib and Documentation/kbuild/makefiles.rst.
pub const MODULES: &[&str] = &[
    "always",
    "asflags",
    "cc",
    "ccflags",
    "clean",
    "dtb",
    "dtbo",
    "extra",
    "hostprogs",
    "ld",
    "ldflags",
    "lib",
    "linux",
    "no",
    "obj",
    "real",
    "real_obj",
    "rustflags",
    "subdir",
    "targets",
    "userprogs",
];

/// Types whose callbacks, `bpf_<type>_init` and the like, would have a name that
/// include/linux/bpf.h, or what it includes, declares already.
pub const TYPES: &[&str] = &[
    "base",
    "dynptr",
    "image_ksym",
    "link",
    "map_offload_ops",
    "mem_alloc",
    "obj",
    "offload_prog_ops",
    "super",
    "vlog",
];

/// Files that the tool writes beside those of a type, by what its name would have to be.
pub const FILES: &[&str] = &["structops"];

/// Names that /proc always has: fs/proc/root.c and the `proc_create` calls of built-in
/// code. Creating one again is a WARNING of `proc_register`.
pub const PROC: &[&str] = &[
    "acpi",
    "asound",
    "bootconfig",
    "buddyinfo",
    "bus",
    "cgroups",
    "cmdline",
    "consoles",
    "cpuinfo",
    "crypto",
    "devices",
    "diskstats",
    "dma",
    "driver",
    "dynamic_debug",
    "execdomains",
    "fb",
    "filesystems",
    "fs",
    "interrupts",
    "iomem",
    "ioports",
    "irq",
    "kallsyms",
    "kcore",
    "key-users",
    "keys",
    "kmsg",
    "kpagecgroup",
    "kpagecount",
    "kpageflags",
    "latency_stats",
    "loadavg",
    "locks",
    "mdstat",
    "meminfo",
    "misc",
    "modules",
    "mounts",
    "mtrr",
    "net",
    "pagetypeinfo",
    "partitions",
    "pressure",
    "schedstat",
    "scsi",
    "self",
    "slabinfo",
    "softirqs",
    "stat",
    "swaps",
    "sys",
    "sysrq-trigger",
    "sysvipc",
    "thread-self",
    "timer_list",
    "tty",
    "uptime",
    "version",
    "version_signature",
    "vmallocinfo",
    "vmstat",
    "zoneinfo",
];

/// Whether `name` is taken as an identifier, and by what.
pub fn anywhere(name: &str) -> Option<&'static Reserved> {
    ANYWHERE.iter().find(|row| row.name == name)
}

/// Whether `name` is taken as an op's name, and by what.
pub fn op(name: &str) -> Option<&'static Reserved> {
    anywhere(name).or_else(|| OPS.iter().find(|row| row.name == name))
}

/// Whether an argument of that name would hide something, and what.
pub fn argument(name: &str) -> Option<&'static Reserved> {
    anywhere(name).or_else(|| CALLED.iter().find(|row| row.name == name))
}

/// Whether the generated module uses the name for something of its own.
pub fn is_used(name: &str) -> bool {
    USED.contains(&name)
}

/// Whether Rust itself has taken the name: the C name of a type is a Rust type as well.
pub fn in_rust(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_err()
}
