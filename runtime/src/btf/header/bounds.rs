//! What `btf_dump` of libbpf takes on trust: that types end, that what is contained has a
//! size, that names are names. A file that breaks it would crash the dump, keep it busy for
//! ever, or put words of its own into a header.

mod cost;
mod names;

use std::collections::{BTreeSet, HashMap};

use libbpf_sys::{
    BTF_KIND_ARRAY, BTF_KIND_CONST, BTF_KIND_ENUM, BTF_KIND_ENUM64, BTF_KIND_FLOAT,
    BTF_KIND_FUNC_PROTO, BTF_KIND_FWD, BTF_KIND_INT, BTF_KIND_PTR, BTF_KIND_RESTRICT,
    BTF_KIND_STRUCT, BTF_KIND_TYPE_TAG, BTF_KIND_TYPEDEF, BTF_KIND_UNION, BTF_KIND_VOLATILE,
};

use crate::sys::btf::{Head, RawBtf};
use cost::Costs;

/// Types inside each other, each of which is a call inside a call for libbpf
/// (`btf_dump_order_type`, `btf_dump_emit_type_decl`, `btf__align_of`). Those of Linux go
/// some forty deep.
const DEEPEST: u32 = 256;

/// Steps that libbpf may take to write a header. `task_struct` takes fifteen thousand, all the
/// types of Linux 6.12 together one and a half million.
const MOST_STEPS: u64 = 1 << 22;

/// Why libbpf must not be asked; `id` is that of the type.
#[derive(Debug, thiserror::Error)]
pub(super) enum Excess {
    #[error("type {id} contains itself")]
    Circle { id: u32 },
    #[error("type {id} nests too deep")]
    Depth { id: u32 },
    #[error("type {id} is nowhere")]
    Nowhere { id: u32 },
    #[error("type {id} is of kind {kind}, which is no type of C")]
    Kind { id: u32, kind: u32 },
    #[error("type {id} has a name that is none in C")]
    Name { id: u32 },
    #[error("type {id} has a size that it cannot have")]
    Size { id: u32 },
    #[error("type {id} contains what has no size")]
    Incomplete { id: u32 },
    #[error("type {id} is too large to be written")]
    Steps { id: u32 },
}

/// How far a type was looked at.
#[derive(Clone, Copy)]
enum State {
    Open,
    /// Done, with as many types inside each other.
    Height(u32),
}

/// A walk over all that some types lead to.
pub(super) struct Bounds<'a> {
    btf: &'a RawBtf,
    /// By id, and whether it was reached through a pointer.
    states: HashMap<(u32, bool), State>,
    /// Types with a definition of their own, and structs and unions that have none because
    /// they have no name.
    defined: BTreeSet<u32>,
}

impl<'a> Bounds<'a> {
    /// Walks over what these types lead to, as libbpf does.
    ///
    /// # Errors
    ///
    /// The first type that libbpf cannot deal with.
    pub(super) fn check(btf: &'a RawBtf, roots: &BTreeSet<u32>) -> Result<(), Excess> {
        let mut bounds = Self {
            btf,
            states: HashMap::new(),
            defined: BTreeSet::new(),
        };
        for id in roots {
            bounds.walk(*id, false, 0)?;
        }
        let mut costs = Costs::new(btf);
        let mut steps = 0_u64;
        for id in bounds.defined {
            steps = steps.saturating_add(costs.of_definition(id)?);
            if steps > MOST_STEPS {
                return Err(Excess::Steps { id });
            }
        }
        Ok(())
    }

    /// How many types are inside each other from here on; `depth` says how many are above.
    fn walk(&mut self, id: u32, by_pointer: bool, depth: u32) -> Result<u32, Excess> {
        if id == 0 {
            return Ok(0);
        }
        let key = (id, by_pointer);
        match self.states.get(&key) {
            Some(State::Open) => return Err(Excess::Circle { id }),
            Some(State::Height(height)) if depth + height > DEEPEST => {
                return Err(Excess::Depth { id });
            }
            Some(State::Height(height)) => return Ok(*height),
            None if depth > DEEPEST => return Err(Excess::Depth { id }),
            None => {}
        }
        let head = self.btf.head(id).ok_or(Excess::Nowhere { id })?;
        if !names::are_of_c(&head) {
            return Err(Excess::Name { id });
        }
        self.states.insert(key, State::Open);
        let mut height = 0;
        for (next, by_pointer) in self.next(id, &head, by_pointer)? {
            height = height.max(1 + self.walk(next, by_pointer, depth + 1)?);
        }
        self.states.insert(key, State::Height(height));
        Ok(height)
    }

    /// The types that libbpf goes on to from a type, and whether through a pointer
    /// (`btf_dump_order_type`).
    fn next(
        &mut self,
        id: u32,
        head: &Head<'_>,
        by_pointer: bool,
    ) -> Result<Vec<(u32, bool)>, Excess> {
        let is_named = !head.is_named("");
        Ok(match head.kind {
            BTF_KIND_INT | BTF_KIND_FLOAT | BTF_KIND_FWD => Vec::new(),
            BTF_KIND_ENUM | BTF_KIND_ENUM64 => {
                self.defined.insert(id);
                Vec::new()
            }
            // A declaration is enough.
            BTF_KIND_STRUCT | BTF_KIND_UNION if by_pointer && is_named => Vec::new(),
            BTF_KIND_STRUCT | BTF_KIND_UNION => {
                self.defined.insert(id);
                let members = head.members().into_iter();
                members.map(|member| (member.ty, false)).collect()
            }
            BTF_KIND_PTR => vec![(head.size_or_type, true)],
            BTF_KIND_ARRAY => {
                let element = head.array().map(|(element, _)| (element, false));
                element.into_iter().collect()
            }
            BTF_KIND_TYPEDEF => {
                self.defined.insert(id);
                vec![(head.size_or_type, by_pointer)]
            }
            _ if is_modifier(head.kind) => vec![(head.size_or_type, by_pointer)],
            BTF_KIND_FUNC_PROTO => {
                let params = head.params().into_iter().map(|param| param.ty);
                let result = std::iter::once(head.size_or_type);
                result.chain(params).map(|ty| (ty, by_pointer)).collect()
            }
            kind => return Err(Excess::Kind { id, kind }),
        })
    }
}

/// What changes a type without being one.
fn is_modifier(kind: u32) -> bool {
    [
        BTF_KIND_CONST,
        BTF_KIND_VOLATILE,
        BTF_KIND_RESTRICT,
        BTF_KIND_TYPE_TAG,
    ]
    .contains(&kind)
}
