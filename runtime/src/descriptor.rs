//! What the attribute says about a type.

/// A `struct_ops` type as its trait describes it.
///
/// `#[struct_ops]` implements this for a marker type that carries the C name.
pub trait StructOps {
    /// The description the loader works from.
    const DESCRIPTOR: &'static Descriptor;
}

/// The facts about a `struct_ops` type that its trait fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Descriptor {
    /// C tag of the ops struct, such as `bpf_testmod_ops`.
    pub name: &'static str,
    /// Kernel module that defines the type; `None` for a type of the kernel itself.
    pub module: Option<&'static str>,
    /// Whether an instance may be attached without a link.
    pub links: Links,
    /// C names of the ops, in the order of the struct's members.
    pub ops: &'static [&'static str],
}

/// Whether an instance may be attached without a link.
///
/// A map without a link stays attached after its loader has gone, and pins the module
/// (`bpf_struct_ops_map_update_elem` in `kernel/bpf/bpf_struct_ops.c` takes a reference that
/// only a delete returns).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// Only maps in section `.struct_ops.link` are attached.
    Required,
    /// Maps in section `.struct_ops` are attached as well.
    Optional,
}
