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
    // Object-like macros of include/linux/: each replaces the bare name.
    "a macro of the kernel":
        "current" "HZ" "NULL" "true" "false" "bool" "noinline"
        "THIS_MODULE" "KBUILD_MODNAME" "asmlinkage" "fallthrough";
    // include/linux/types.h and include/uapi/asm-generic/int-ll64.h.
    "a type of the kernel":
        "u8" "u16" "u32" "u64" "s8" "s16" "s32" "s64" "size_t" "ssize_t" "uint" "ulong"
        "ushort" "gfp_t" "pid_t";
};

/// Function-like macros: a call through a member of that name would expand them.
pub const OPS: &[Reserved] = reserved! {
    // include/linux/minmax.h, kernel.h, container_of.h, compiler.h, stddef.h, printk.h.
    "a function-like macro of the kernel":
        "min" "max" "min3" "max3" "clamp" "swap" "abs" "container_of" "offsetof"
        "likely" "unlikely" "barrier" "might_sleep" "ARRAY_SIZE" "printk" "get_user"
        "put_user" "access_ok" "cond_resched" "wake_up" "spin_lock_init" "mutex_init"
        "init_waitqueue_head" "module_init" "module_exit" "put_page" "kmalloc" "kzalloc"
        "kcalloc" "kvmalloc" "kmemdup" "vmalloc" "krealloc" "raw_cpu_read";
    // What a generated type offers beside its ops.
    "a function of the generated C interface": "attached" "detach";
};

/// Whether `name` is taken as an identifier, and by what.
pub fn anywhere(name: &str) -> Option<&'static Reserved> {
    ANYWHERE.iter().find(|row| row.name == name)
}

/// Whether `name` is taken as an op's name, and by what.
pub fn op(name: &str) -> Option<&'static Reserved> {
    anywhere(name).or_else(|| OPS.iter().find(|row| row.name == name))
}
