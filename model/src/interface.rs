//! What a source says, as inert data that remembers where it came from.

use proc_macro2::Span;

/// A source's struct_ops types by module, every rule checked.
///
/// Only [`interface_of_source`](crate::interface_of_source) and
/// [`interface_of_item`](crate::interface_of_item) make one.
#[derive(Debug)]
pub struct Interface {
    modules: Vec<Module>,
}

impl Interface {
    pub(crate) fn new(modules: Vec<Module>) -> Self {
        Self { modules }
    }

    /// The kernel modules, in the order in which the source first names them.
    pub fn modules(&self) -> &[Module] {
        &self.modules
    }
}

/// A kernel module and the struct_ops types it defines.
#[derive(Debug)]
pub struct Module {
    /// The module's name, as `insmod` and `/sys/module` know it.
    pub name: String,
    /// Its types, in the order of the source.
    pub types: Vec<StructOps>,
}

/// A struct_ops type.
#[derive(Debug)]
pub struct StructOps {
    /// The trait's name.
    pub ident: syn::Ident,
    /// The C tag of the ops struct.
    pub name: String,
    /// The trait's documentation, one entry per line.
    pub docs: Vec<String>,
    /// What the attribute says.
    pub options: Options,
    /// The ops, in the order of the C struct.
    pub ops: Vec<Op>,
}

/// What `#[struct_ops(..)]` says of a type.
#[derive(Debug, Default)]
pub struct Options {
    /// `name = ".."`: the C tag.
    pub name: Option<Text>,
    /// `module = ".."`: the kernel module that defines the type.
    pub module: Option<Text>,
    /// `license = ".."`: what `MODULE_LICENSE` gets; GPL when absent.
    pub license: Option<Text>,
    /// `author = ".."`.
    pub author: Option<Text>,
    /// `description = ".."`.
    pub description: Option<Text>,
    /// `version = ".."`.
    pub version: Option<Text>,
    /// `links = "required" | "optional"`.
    pub links: Links,
    /// `update = true | false`: whether a live instance may be replaced.
    pub update: Option<bool>,
    /// `trigger = "/proc/.."`: a file that calls every op.
    pub trigger: Option<Text>,
}

/// An option's string and where it stands.
#[derive(Debug, Clone)]
pub struct Text {
    /// The string.
    pub value: String,
    /// The literal's span.
    pub span: Span,
}

/// Whether an instance must be held by a BPF link.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// A map in `.struct_ops.link`; one without a link is refused.
    #[default]
    Required,
    /// A map in plain `.struct_ops` is accepted as well; it survives its loader.
    Optional,
}

/// A function-pointer member.
#[derive(Debug)]
pub struct Op {
    /// The method's name.
    pub ident: syn::Ident,
    /// The C member.
    pub name: String,
    /// The method's documentation, one entry per line.
    pub docs: Vec<String>,
    /// The arguments, in order.
    pub args: Vec<Arg>,
    /// The result.
    pub result: Type,
    /// Whether a program must implement it, and what the subsystem gets when none does.
    pub presence: Presence,
    /// `#[trigger(..)]`: what the trigger file passes; `None` without the attribute.
    pub trigger: Option<Vec<TriggerArg>>,
}

/// An argument of an op.
#[derive(Debug)]
pub struct Arg {
    /// The parameter's name.
    pub ident: syn::Ident,
    /// The C name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// For `#[buffer(len)]`: the pointer's buffer.
    pub buffer: Option<Buffer>,
}

/// A pointer argument that comes with its length in another one.
#[derive(Debug)]
pub struct Buffer {
    /// The name of the argument that holds the length, in elements.
    pub len: syn::Ident,
    /// The elements of the BPF stub's copy; of text, one of them is the end mark.
    pub max: u32,
}

/// Whether a program must implement an op, and the value without one.
#[derive(Debug)]
pub enum Presence {
    /// A method without a body: attaching without it is refused. The value is what
    /// the call function returns while nothing is attached.
    Required(Value),
    /// A method with a body: the value is its fallback.
    Optional(Value),
}

impl Presence {
    /// The value the subsystem gets when no program runs.
    pub fn value(&self) -> &Value {
        match self {
            Self::Required(value) | Self::Optional(value) => value,
        }
    }
}

/// A value the call function returns without a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing: the op is `void`.
    Unit,
    /// An integer.
    Int(i128),
    /// A truth value.
    Bool(bool),
    /// A negated errno: `-EOPNOTSUPP`.
    Errno(String),
    /// One of the op's own arguments, by its C name.
    Arg(String),
}

/// The type of an argument or of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// `()`: a result only.
    Unit,
    /// A number or a truth value.
    Scalar(Scalar),
    /// A raw pointer: a plain number to the verifier.
    Pointer {
        /// `*mut`, without `const` in C.
        mutable: bool,
        /// What it points to.
        pointee: Pointee,
    },
}

/// What a raw pointer points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointee {
    /// `c_void`.
    Void,
    /// A scalar.
    Scalar(Scalar),
}

macro_rules! scalars {
    ($($variant:ident $rust:literal $c:literal $bits:literal $signed:literal;)*) => {
        /// A scalar, by its Rust name.
        ///
        /// The widths are those of 64-bit kernels, the only ones with struct_ops
        /// trampolines.
        #[allow(missing_docs, reason = "each variant is its Rust name")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Scalar { $($variant,)* }

        impl Scalar {
            /// The scalar of a Rust name.
            pub fn of_rust(name: &str) -> Option<Self> {
                match name {
                    $($rust => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// The Rust name.
            pub fn rust(self) -> &'static str {
                match self { $(Self::$variant => $rust,)* }
            }

            /// The C name in kernel code.
            pub fn c(self) -> &'static str {
                match self { $(Self::$variant => $c,)* }
            }

            /// The width in bits.
            pub fn bits(self) -> u32 {
                match self { $(Self::$variant => $bits,)* }
            }

            /// Whether negative values exist.
            pub fn is_signed(self) -> bool {
                match self { $(Self::$variant => $signed,)* }
            }
        }
    };
}

scalars! {
    Bool "bool" "bool" 8 false;
    I8 "i8" "s8" 8 true;
    I16 "i16" "s16" 16 true;
    I32 "i32" "int" 32 true;
    I64 "i64" "s64" 64 true;
    Isize "isize" "ssize_t" 64 true;
    U8 "u8" "u8" 8 false;
    U16 "u16" "u16" 16 false;
    U32 "u32" "u32" 32 false;
    U64 "u64" "u64" 64 false;
    Usize "usize" "size_t" 64 false;
    Char "c_char" "char" 8 true;
    Schar "c_schar" "signed char" 8 true;
    Uchar "c_uchar" "unsigned char" 8 false;
    Short "c_short" "short" 16 true;
    Ushort "c_ushort" "unsigned short" 16 false;
    Int "c_int" "int" 32 true;
    Uint "c_uint" "unsigned int" 32 false;
    Long "c_long" "long" 64 true;
    Ulong "c_ulong" "unsigned long" 64 false;
    Longlong "c_longlong" "long long" 64 true;
    Ulonglong "c_ulonglong" "unsigned long long" 64 false;
}

impl Scalar {
    /// Whether `value` fits.
    pub fn holds(self, value: i128) -> bool {
        let bits = self.bits();
        match self {
            Self::Bool => (0..=1).contains(&value),
            _ if self.is_signed() => {
                (-(1_i128 << (bits - 1))..1_i128 << (bits - 1)).contains(&value)
            }
            _ => (0..1_i128 << bits).contains(&value),
        }
    }
}

impl Type {
    /// Whether the type is an integer (not `bool`).
    pub fn is_integer(&self) -> bool {
        matches!(self, Self::Scalar(scalar) if *scalar != Scalar::Bool)
    }
}

/// What the trigger file passes for one argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TriggerArg {
    /// An integer literal.
    Int(i128),
    /// `true` or `false`.
    Bool(bool),
    /// What was written to the file.
    Message,
    /// How many bytes were written.
    MessageLen,
    /// The calling task.
    Current,
    /// NULL.
    None,
}

impl Op {
    /// Whether an argument of the op is a buffer.
    pub fn has_buffer(&self) -> bool {
        self.args.iter().any(|arg| arg.buffer.is_some())
    }
}
