//! What a BPF object takes for the type, and which programs it has for which ops.

use std::path::Path;

use struct_ops::Descriptor;
use struct_ops::btf::{self, Btf, BtfError, Sections};
use struct_ops::descriptor::differences;

use super::Parts;

/// A BPF object.
pub struct Object {
    /// How its file is called.
    pub label: String,
    /// The types that it may have instances of; one for several versions has each flavor.
    pub types: Vec<Descriptor>,
    /// Its programs and instances.
    pub sections: Sections,
    /// Whether it is a header, which declares each op, and not what a program made of it.
    pub is_header: bool,
}

impl Object {
    /// Reads an object; of its structs those that the tags name, or those that its programs do.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or has no BTF.
    pub fn read(path: &Path, tags: &[String]) -> Result<Self, BtfError> {
        let btf = Btf::of_file(path, None)?;
        let sections = btf::sections(path)?;
        let mut tags = tags.to_vec();
        let of_programs = sections.programs.iter();
        tags.extend(of_programs.filter_map(|one| Some(one.op.split_once('.')?.0.to_owned())));
        tags.sort();
        tags.dedup();
        Ok(Self {
            label: path.display().to_string(),
            types: tags
                .iter()
                .flat_map(|tag| btf.flavors_of_struct(tag))
                .collect(),
            sections,
            is_header: false,
        })
    }

    /// What the object takes for a type; of several flavors the one that is most like the
    /// other part's, as a loader chooses.
    pub fn find(&self, tag: &str, other: Option<&Descriptor>) -> Option<&Descriptor> {
        let distance = |ty: &&Descriptor| other.map_or(0, |other| differences(other, ty).len());
        let flavors = self.types.iter().filter(|ty| ty.name == tag);
        flavors.min_by_key(distance)
    }

    /// Whether a program for the op is sleepable, by section; `None` without a program.
    pub(super) fn sleeps(&self, tag: &str, op: &str) -> Option<bool> {
        let programs = self.sections.programs.iter();
        let mut of_op = programs.filter(|one| match one.op.split_once('.') {
            Some((ty, name)) => ty == tag && name == op,
            None => one.op == op,
        });
        let first = of_op.next()?;
        Some(first.is_sleepable || of_op.any(|one| one.is_sleepable))
    }
}

/// What is no disagreement of types, and should still be looked at.
pub(super) fn warnings(objects: &[Object], names: &[String], parts: &Parts) -> Vec<String> {
    let mut list = Vec::new();
    for object in objects {
        for map in &object.sections.plain {
            list.push(format!(
                "{}: instance `{map}` is in plain `.struct_ops`: it stays attached when its loader has gone, and pins the module",
                object.label
            ));
        }
        for program in &object.sections.programs {
            let (ty, op) = program.op.split_once('.').unwrap_or(("", &program.op));
            let is_op = names
                .iter()
                .filter(|name| ty.is_empty() || ty == name.as_str())
                .any(|name| is_op(name, op, parts));
            let is_other = !ty.is_empty() && !names.iter().any(|name| name == ty);
            if !is_op && !is_other && !op.is_empty() {
                list.push(format!(
                    "{}: the section of program `{}` names no op: `{}`",
                    object.label, program.name, program.op
                ));
            }
        }
    }
    list
}

fn is_op(tag: &str, op: &str, parts: &Parts) -> bool {
    super::members::sides(tag, parts)
        .iter()
        .any(|side| side.descriptor.ops().any(|name| name == op))
}
