//! The attributes inside an interface.

/// A place where an attribute may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Site {
    /// An argument of an op.
    Argument,
    /// An op.
    Op,
    /// A constant of an `#[ops]` trait: a data member.
    Member,
    /// A field of a struct or union.
    Field,
    /// A struct or union.
    Struct,
    /// An enum.
    Enum,
    /// An enumerator.
    Enumerator,
    /// A constant of a module.
    Const,
    /// A trait that describes a type.
    OpsTrait,
    /// A trait that declares kfuncs.
    KfuncsTrait,
    /// A kfunc.
    Kfunc,
    /// An argument of a kfunc.
    KfuncArgument,
    /// Anything that carries no attribute of the language: a module, a receiver.
    Nothing,
}

/// An attribute and what it means.
#[derive(Debug)]
pub struct AttributeRow {
    /// The word.
    pub name: &'static str,
    /// Where it may stand.
    pub sites: &'static [Site],
    /// The same in words: completes "it belongs to …".
    pub home: &'static str,
    /// One way to write it.
    pub example: &'static str,
    /// What it says.
    pub meaning: &'static str,
    /// What holds when it is left out.
    pub without: &'static str,
}

impl AttributeRow {
    /// Whether it says all by being there.
    pub fn is_flag(&self) -> bool {
        !self.example.contains('(')
    }
}

macro_rules! attributes {
    ($($name:literal on [$($site:ident)*] $home:literal, $example:literal
        $meaning:literal without $without:literal;)*) => {
        /// All attributes, by name.
        pub const ATTRIBUTES: &[AttributeRow] = &[$(AttributeRow {
            name: $name,
            sites: &[$(Site::$site,)*],
            home: $home,
            example: $example,
            meaning: $meaning,
            without: $without,
        },)*];
    };
}

attributes! {
    "buffer" on [Argument KfuncArgument] "an argument", "#[buffer(len, max = 64)]"
        "The pointer leads to as many elements as the argument `len` says; the program stub reads at most `max` of them."
        without "The pointer is a plain number to programs.";
    "c_type" on [Argument Op Member Field Kfunc KfuncArgument]
        "an argument, an op, a constant or a field", "#[c_type(\"gfp_t\")]"
        "The C name of the scalar."
        without "The C type that Rust's stands for: `u32` is `u32`, `i32` is `int`.";
    "constant" on [Argument KfuncArgument] "an argument", "#[constant]"
        "The pointer is `const` in C."
        without "A pointer to a struct is not `const`.";
    "destructive" on [Kfunc] "a kfunc", "#[destructive]"
        "Only programs of CAP_SYS_BOOT may call the kfunc (`KF_DESTRUCTIVE`)."
        without "Every program that may call kfuncs of the module may call it.";
    "flags" on [Member] "a constant of a trait", "#[flags(0x3)]"
        "The bits that the data member may have; any other is refused."
        without "Every value of its type is accepted.";
    "idle" on [Op] "an op", "#[idle(0)]"
        "What the call of a required op returns while nothing is attached."
        without "`-ENODEV` for signed results; others must say it.";
    "ignored" on [KfuncArgument] "an argument of a kfunc", "#[ignored]"
        "The verifier does not look at the argument (suffix `__ign`)."
        without "The argument is checked by its type.";
    "iterator" on [Kfunc] "a kfunc", "#[iterator(next)]"
        "The kfunc is a step of an open-coded iterator: `new`, `next` or `destroy`."
        without "It is an ordinary kfunc.";
    "kernel" on [Struct Enum] "a struct, union or enum", "#[kernel(header = \"linux/sched.h\")]"
        "The kernel defines the type; the fields listed are what this interface reads of it."
        without "The module defines the type.";
    "key" on [Member] "a constant of a trait", "#[key]"
        "Instances are looked up by this data member."
        without "Instances of a type with many of them form a plain list.";
    "kfuncs" on [KfuncsTrait] "a trait of a module", "#[kfuncs]"
        "The trait declares functions of the module that BPF programs may call."
        without "The trait is an ordinary item.";
    "name" on [Argument Op Member Field Struct Enum Enumerator Const Kfunc KfuncArgument]
        "an op, an argument, a constant, a field, an enumerator, a type or a kfunc", "#[name(\"c_name\")]"
        "The name in C."
        without "The Rust name; of what the module defines, in C's spelling and with the module's prefix.";
    "on" on [Op] "an op", "#[on(attach)]"
        "The op runs when an instance is attached or detached; nobody else calls it."
        without "The subsystem calls the op.";
    "ops" on [OpsTrait] "a trait of a module", "#[ops(instances = \"one\")]"
        "The trait describes a struct_ops type."
        without "The trait is an ordinary item.";
    "private" on [Member] "a constant of a trait", "#[private]"
        "The data member is the kernel's own: whoever attaches leaves it zero."
        without "Whoever attaches may set the data member.";
    "programs" on [KfuncsTrait Kfunc] "a trait of kfuncs or a kfunc", "#[programs(struct_ops, syscall)]"
        "The types of programs that may call the kfuncs."
        without "`struct_ops`, of the module's own types.";
    "range" on [Member] "a constant of a trait", "#[range(0..=100)]"
        "The values that the data member may have; any other is refused."
        without "Every value of its type is accepted.";
    "rcu" on [Kfunc] "a kfunc", "#[rcu]"
        "The kfunc also takes pointers that only RCU protects (`KF_RCU`)."
        without "It takes trusted pointers only.";
    "sleepable" on [Op Kfunc] "an op or a kfunc", "#[sleepable]"
        "Programs of the op may sleep; a kfunc may sleep itself."
        without "A program that may sleep is refused.";
    "string" on [KfuncArgument] "an argument of a kfunc", "#[string]"
        "The argument is a constant string of the program (suffix `__str`)."
        without "The pointer leads to one element.";
    "trigger" on [Op] "an op", "#[trigger(10, message, message_len)]"
        "What the trigger file passes to the op."
        without "The file calls the op only if it has no arguments.";
    "unsupported" on [Op] "an op", "#[unsupported]"
        "The op is in the struct, but no program may implement it."
        without "Programs may implement the op.";
    "writable" on [Struct] "a struct", "#[writable(pos, volume)]"
        "Programs may assign these fields of the struct."
        without "Programs may only read the struct.";
    "zero_means" on [Member] "a constant of a trait", "#[zero_means(20)]"
        "The module takes zero for this value. The kernel cannot tell a data member that was set to zero from one that was never set, so both get it; and zero is accepted whatever `#[range]` says."
        without "Zero is zero: the value of the constant is only what the emitted program starts with.";
}
