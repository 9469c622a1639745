//! What it takes to write a type: steps that libbpf repeats wherever the type occurs.

use std::collections::HashMap;

use libbpf_sys::{
    BTF_KIND_ARRAY, BTF_KIND_ENUM, BTF_KIND_ENUM64, BTF_KIND_FLOAT, BTF_KIND_FUNC_PROTO,
    BTF_KIND_INT, BTF_KIND_PTR, BTF_KIND_STRUCT, BTF_KIND_TYPEDEF, BTF_KIND_UNION,
};

use super::{Excess, is_modifier};
use crate::sys::btf::{Head, RawBtf};

/// Bytes of a struct: libbpf counts bits in an `int` (`btf_dump_emit_struct_def`).
const LARGEST: usize = 1 << 26;

/// Bytes of a scalar; none has more than `long double` and `__int128`.
const LARGEST_SCALAR: u32 = 16;

/// Types that one declarator may put on top of each other. libbpf's stack of them begins
/// with as many (`btf_dump_push_decl_stack_id`), and moves when it grows, below whoever
/// still reads it (`btf_dump_emit_type_chain` after a struct without a name).
const LONGEST: u64 = 16;

/// What declaring a type takes.
#[derive(Clone, Copy)]
struct Cost {
    /// Pieces of text, and looks at members.
    steps: u64,
    /// Places on the stack of declarators.
    places: u64,
}

const ONE: Cost = Cost {
    steps: 1,
    places: 1,
};

/// Costs of types that end, as a walk has shown before.
pub(super) struct Costs<'a> {
    btf: &'a RawBtf,
    declared: HashMap<u32, Cost>,
    aligned: HashMap<u32, u64>,
}

impl<'a> Costs<'a> {
    pub(super) fn new(btf: &'a RawBtf) -> Self {
        Self {
            btf,
            declared: HashMap::new(),
            aligned: HashMap::new(),
        }
    }

    /// The steps of a definition.
    ///
    /// # Errors
    ///
    /// Sizes with which libbpf cannot count.
    pub(super) fn of_definition(&mut self, id: u32) -> Result<u64, Excess> {
        let head = self.btf.head(id).ok_or(Excess::Nowhere { id })?;
        let cost = match head.kind {
            BTF_KIND_STRUCT | BTF_KIND_UNION => self.of_body(id, &head)?,
            BTF_KIND_TYPEDEF => self.of_declaration(head.size_or_type)?,
            _ => of_enumerators(&head),
        };
        if cost.places > LONGEST {
            return Err(Excess::Depth { id });
        }
        Ok(cost.steps)
    }

    /// What a member or a parameter of that type takes.
    fn of_declaration(&mut self, id: u32) -> Result<Cost, Excess> {
        let Some(head) = self.btf.head(id) else {
            return Ok(ONE);
        };
        if let Some(known) = self.declared.get(&id) {
            return Ok(*known);
        }
        let is_named = !head.is_named("");
        let inner = match head.kind {
            BTF_KIND_STRUCT | BTF_KIND_UNION if !is_named => self.of_body(id, &head)?,
            BTF_KIND_ENUM | BTF_KIND_ENUM64 if !is_named => of_enumerators(&head),
            BTF_KIND_ARRAY => self.of_declaration(head.array().map_or(0, |(of, _)| of))?,
            BTF_KIND_FUNC_PROTO => {
                let mut all = self.of_declaration(head.size_or_type)?;
                let mut deepest = 0;
                for param in head.params() {
                    let one = self.of_declaration(param.ty)?;
                    all.steps = all.steps.saturating_add(one.steps);
                    deepest = deepest.max(one.places);
                }
                all.places += deepest;
                all
            }
            BTF_KIND_PTR => self.of_declaration(head.size_or_type)?,
            kind if is_modifier(kind) => self.of_declaration(head.size_or_type)?,
            _ => Cost {
                steps: 0,
                places: 0,
            },
        };
        let cost = Cost {
            steps: inner.steps.saturating_add(1),
            places: inner.places.saturating_add(1),
        };
        self.declared.insert(id, cost);
        Ok(cost)
    }

    /// What the braces of a struct or union take.
    fn of_body(&mut self, id: u32, head: &Head<'_>) -> Result<Cost, Excess> {
        let mut cost = Cost {
            // libbpf computes the alignment for the struct, for whether it is packed, and
            // for every member.
            steps: self.of_alignment(id)?.saturating_mul(3),
            places: 0,
        };
        cost.steps = cost.steps.saturating_add(self.padding(id, head)?);
        for member in head.members() {
            let one = self.of_declaration(member.ty)?;
            cost.steps = cost.steps.saturating_add(one.steps).saturating_add(2);
            cost.places = cost.places.max(one.places);
        }
        Ok(cost)
    }

    /// What it takes to fill the gaps between the members, at the most
    /// (`btf_dump_emit_bit_padding`).
    fn padding(&self, id: u32, head: &Head<'_>) -> Result<u64, Excess> {
        let excess = || Excess::Size { id };
        let size = usize::try_from(head.size_or_type).map_err(|_| excess())?;
        if size > LARGEST {
            return Err(excess());
        }
        let mut steps = 0;
        let mut end = 0;
        for member in head.members() {
            let start = usize::try_from(member.value).map_err(|_| excess())?;
            let bits = match usize::try_from(member.bits).map_err(|_| excess())? {
                0 => 8 * self.size_of(member.ty).ok_or_else(excess)?,
                bits => bits,
            };
            if start > 8 * size {
                return Err(excess());
            }
            steps += steps_of_gap(end, start);
            end = start + bits;
        }
        steps += steps_of_gap(end, 8 * size);
        u64::try_from(steps).map_err(|_| excess())
    }

    fn size_of(&self, id: u32) -> Option<usize> {
        self.btf.size_of(id).filter(|size| *size <= LARGEST)
    }

    /// How many types `btf__align_of` looks at: all that is contained, as often as it is.
    fn of_alignment(&mut self, id: u32) -> Result<u64, Excess> {
        if let Some(known) = self.aligned.get(&id) {
            return Ok(*known);
        }
        let head = self.btf.head(id).ok_or(Excess::Incomplete { id })?;
        let inner = match head.kind {
            BTF_KIND_INT | BTF_KIND_FLOAT | BTF_KIND_ENUM | BTF_KIND_ENUM64 => {
                // libbpf divides by the alignment, which is the size.
                if !(1..=LARGEST_SCALAR).contains(&head.size_or_type) {
                    return Err(Excess::Size { id });
                }
                0
            }
            BTF_KIND_PTR => 0,
            BTF_KIND_STRUCT | BTF_KIND_UNION => {
                let mut all = 0_u64;
                for member in head.members() {
                    all = all.saturating_add(self.of_alignment(member.ty)?);
                }
                all
            }
            BTF_KIND_ARRAY => self.of_alignment(head.array().map_or(0, |(of, _)| of))?,
            BTF_KIND_TYPEDEF => self.of_alignment(head.size_or_type)?,
            kind if is_modifier(kind) => self.of_alignment(head.size_or_type)?,
            _ => return Err(Excess::Incomplete { id }),
        };
        let steps = inner.saturating_add(1);
        self.aligned.insert(id, steps);
        Ok(steps)
    }
}

fn of_enumerators(head: &Head<'_>) -> Cost {
    Cost {
        steps: u64::try_from(head.count()).unwrap_or(u64::MAX),
        places: 0,
    }
}

/// Steps for a gap: a line fills 32 bits or more, but for the first and the last ones, and
/// counts four times. A few bytes of a file may stand for megabytes of such lines.
fn steps_of_gap(end: usize, start: usize) -> usize {
    match start.saturating_sub(end) {
        0 => 0,
        gap => gap / 8 + 8,
    }
}
