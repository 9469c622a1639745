//! What a source says, as inert data that remembers where it came from.

use crate::kernel::references;

mod item;
mod kfunc;
mod options;
mod scalar;
mod shape;
mod types;

pub use item::{Const, Enum, Field, Kind, Layout, Named, Origin, Struct, Variant};
pub use kfunc::{Kfunc, KfuncArg, Mark, Step};
pub(crate) use options::Choice;
pub use options::{Busy, Helpers, Hook, Instances, Links, Options, Protect, Range, Text};
pub use scalar::Scalar;
pub use shape::{Base, Shape, Suffix};
pub use types::{Pointee, TriggerArg, Type, Value};

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

/// A kernel module and what it defines.
#[derive(Debug)]
pub struct Module {
    /// The module's name, as `insmod` and `/sys/module` know it.
    pub name: String,
    /// In the module form, the Rust module that everything lies in.
    pub ident: Option<syn::Ident>,
    /// Structs and unions in an order in which C can define them.
    pub structs: Vec<Struct>,
    /// Enums, in the order of the source.
    pub enums: Vec<Enum>,
    /// Constants, in the order of the source.
    pub consts: Vec<Const>,
    /// Functions that BPF programs may call, in the order of the source.
    pub kfuncs: Vec<Kfunc>,
    /// Its struct_ops types, in the order of the source.
    pub types: Vec<StructOps>,
}

impl Module {
    /// Whether the types are there already, so that no module is generated.
    pub fn is_existing(&self) -> bool {
        self.types.iter().any(StructOps::is_existing)
    }

    /// The C function that gives a reference to `named` back: the kernel's, or the kfunc
    /// that takes nothing else.
    pub fn release(&self, named: &Named) -> Option<&str> {
        release(named, &self.kfuncs)
    }
}

pub(crate) fn release<'a>(named: &Named, kfuncs: &'a [Kfunc]) -> Option<&'a str> {
    let is_release = |kfunc: &&Kfunc| match kfunc.args.as_slice() {
        [one] => matches!(&one.arg.ty, Type::Owned { to, .. } if to == named),
        _ => false,
    };
    let of_kernel = match named.origin {
        Origin::Kernel => references::find(&named.tag).map(|row| row.put),
        Origin::Module => None,
    };
    let own = kfuncs.iter().find(is_release);
    own.map(|kfunc| kfunc.name.as_str()).or(of_kernel)
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
    /// The members, in the order of the C struct.
    pub members: Vec<Member>,
}

impl StructOps {
    /// The tag in BPF programs: `player_ops___v2` of flavor `v2`, which libbpf takes for
    /// `player_ops`.
    pub fn flavored(&self) -> String {
        match &self.options.flavor {
            Some(flavor) => format!("{}___{}", self.name, flavor.value),
            None => self.name.clone(),
        }
    }

    /// Whether the kernel has the type already.
    pub fn is_existing(&self) -> bool {
        self.options.existing.is_some()
    }

    /// The module that the type is looked for in, `None` for one of vmlinux.
    pub fn home<'a>(&self, module: &'a Module) -> Option<&'a str> {
        let is_of_image = self.is_existing() && self.options.named_module().is_none();
        (!is_of_image).then_some(&*module.name)
    }

    /// The ops, in the order of the C struct.
    pub fn ops(&self) -> impl Iterator<Item = &Op> {
        self.members.iter().filter_map(|member| match member {
            Member::Op(op) => Some(op),
            Member::Data(_) => None,
        })
    }

    /// The data members, in the order of the C struct.
    pub fn data(&self) -> impl Iterator<Item = &Data> {
        self.members.iter().filter_map(|member| match member {
            Member::Data(data) => Some(data),
            Member::Op(_) => None,
        })
    }
}

/// A member of an ops struct.
#[derive(Debug)]
pub enum Member {
    /// A function pointer.
    Op(Op),
    /// Anything else.
    Data(Data),
}

impl Member {
    /// The C name.
    pub fn name(&self) -> &str {
        match self {
            Self::Op(op) => &op.name,
            Self::Data(data) => &data.name,
        }
    }

    /// The Rust name and where it stands.
    pub fn ident(&self) -> &syn::Ident {
        match self {
            Self::Op(op) => &op.ident,
            Self::Data(data) => &data.ident,
        }
    }
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
    /// `#[sleepable]`: its programs may sleep.
    pub is_sleepable: bool,
    /// `#[on(..)]`: the event on which the op runs; the subsystem calls it otherwise.
    pub event: Option<Event>,
}

/// What happens to an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// `reg`; an error refuses the attach.
    Attach,
    /// `unreg`.
    Detach,
}

impl Event {
    /// The word in `#[on(..)]`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Attach => "attach",
            Self::Detach => "detach",
        }
    }
}

impl Op {
    /// Whether an argument of the op is a buffer.
    pub fn has_buffer(&self) -> bool {
        self.args.iter().any(|arg| arg.buffer.is_some())
    }

    /// Whether programs may implement the op.
    pub fn is_supported(&self) -> bool {
        !matches!(self.presence, Presence::Unsupported)
    }
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
    /// `#[unsupported]`: in the struct, but no program may implement it.
    Unsupported,
}

impl Presence {
    /// The value the subsystem gets when no program runs; `None` if none ever does.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Required(value) | Self::Optional(value) => Some(value),
            Self::Unsupported => None,
        }
    }
}

/// A member that holds data.
#[derive(Debug)]
pub struct Data {
    /// The constant's name.
    pub ident: syn::Ident,
    /// The C member.
    pub name: String,
    /// The constant's documentation, one entry per line.
    pub docs: Vec<String>,
    /// Its type.
    pub ty: Type,
    /// Who sets it, and to what.
    pub setting: Setting,
    /// What the module accepts.
    pub accepts: Accepts,
    /// `#[zero_means(..)]`: what the module takes zero for.
    pub zero_means: Option<Value>,
    /// `#[key]`: instances are looked up by it.
    pub is_key: bool,
}

/// Who sets a data member.
#[derive(Debug)]
pub enum Setting {
    /// A constant without a value: whoever attaches must set it, non-zero, non-empty.
    Required,
    /// A constant with a value: what the emitted BPF initialiser starts with.
    Default(Value),
    /// `#[private]`: the kernel's own; BPF leaves it zero.
    Private,
    /// `struct module *owner`: the core's.
    Owner,
}

/// What values of a data member the module accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepts {
    /// All of its type.
    All,
    /// `#[range(..)]`, both ends included.
    Range(i128, i128),
    /// `#[flags(..)]`: no other bits.
    Flags(u64),
}
