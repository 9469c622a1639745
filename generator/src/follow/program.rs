//! The BPF side: programs that implement a type.

use structops_model::{Module, StructOps};

use super::note::{Missing, Note, What};
use super::{Code, UserFile, append_to, header, places, text_of, user_files, without};
use crate::plan::{Entry, Status};
use crate::project::Folders;
use crate::render::{RenderError, Templates};
use crate::target::stubs;

/// A type, the files of its programs, and what has been said so far.
struct Programs<'a> {
    ty: &'a StructOps,
    module: &'a Module,
    files: Vec<UserFile>,
    notes: &'a mut Vec<Note>,
}

/// Appends stubs of new ops to the program of a type, if its header lay there before.
pub(super) fn follow(
    templates: &Templates,
    (ty, module): (&StructOps, &Module),
    folders: &Folders,
    entries: &mut [Entry],
    notes: &mut Vec<Note>,
) -> Result<(), RenderError> {
    let name = &ty.name;
    let tag = ty.flavored();
    let header = folders.bpf.join(format!("{name}.bpf.h"));
    let Some(header) = entries.iter().find(|entry| entry.path == header) else {
        return Ok(());
    };
    let (old, new) = (header.old.as_deref().map(text_of), text_of(&header.new));
    let mut programs = Programs {
        ty,
        module,
        files: user_files(&folders.bpf, entries),
        notes,
    };
    let Some(old) = old else {
        programs.report_unmentioned(&header::ops(&new, name));
        return Ok(());
    };
    let (old_ops, new_ops) = (header::ops(&old, name), header::ops(&new, name));
    let (old_data, new_data) = (header::data(&old, &tag), header::data(&new, &tag));
    let program = folders.bpf.join(format!("{name}.bpf.c"));
    let program = entries.iter_mut().find(|entry| entry.path == program);
    if let Some(entry) = program.filter(|entry| entry.status == Status::Keep) {
        programs.append_ops(templates, &without(&new_ops, &old_ops), entry)?;
        programs.report_new_data(&without(&new_data, &old_data), entry);
    }
    programs.report_gone(What::Op, &without(&old_ops, &new_ops));
    programs.report_gone(What::DataMember, &without(&old_data, &new_data));
    Ok(())
}

impl Programs<'_> {
    /// The lines in which a file implements an op, or names it in an instance.
    fn lines_of_op(&self, code: &Code, op: &str) -> Vec<usize> {
        let mut lines = code.lines_of(&stubs::macro_name(self.ty, op));
        lines.extend(code.lines_setting(&self.ty.name, op));
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    fn append_ops(
        &mut self,
        templates: &Templates,
        ops: &[String],
        entry: &mut Entry,
    ) -> Result<(), RenderError> {
        let Some(old) = entry.old.clone() else {
            return Ok(());
        };
        let code = Code::of(&old);
        // What a program includes of the user's is part of it.
        let is_header = |file: &&UserFile| file.path.extension().is_some_and(|end| end == "h");
        for name in ops {
            let mut headers = self.files.iter().filter(is_header);
            if !self.lines_of_op(&code, name).is_empty()
                || headers.any(|file| !self.lines_of_op(&file.code, name).is_empty())
            {
                continue;
            }
            let Some(op) = self.ty.ops().find(|op| op.name == *name) else {
                continue;
            };
            let is_taken = |word: &str| code.has(word);
            let stub = stubs::op(templates, self.ty, op, self.module, &is_taken)?;
            append_to(entry, &stub.text);
            let missing = Missing::New {
                file: entry.path.clone(),
                add: Some(stub.designator),
            };
            self.note(What::Op, name, missing);
        }
        Ok(())
    }

    fn report_new_data(&mut self, names: &[String], entry: &Entry) {
        let code = Code::of(entry.old.as_deref().unwrap_or_default());
        for name in names {
            if !code.lines_setting(&self.ty.name, name).is_empty() {
                continue;
            }
            let data = self.ty.data().find(|data| data.name == *name);
            let missing = Missing::Unset {
                file: entry.path.clone(),
                add: data.and_then(|data| stubs::data(self.ty, data, self.module)),
            };
            self.note(What::DataMember, name, missing);
        }
    }

    fn report_gone(&mut self, what: What, names: &[String]) {
        for name in names {
            let places = places(&self.files, |file| match what {
                What::Op => self.lines_of_op(&file.code, name),
                _ => file.code.lines_setting(&self.ty.name, name),
            });
            let is_kept = what == What::Op && self.ty.ops().any(|op| op.name == *name);
            let missing = if is_kept {
                Missing::Unsupported { places }
            } else {
                Missing::Gone { places }
            };
            self.note(what, name, missing);
        }
    }

    fn report_unmentioned(&mut self, ops: &[String]) {
        for name in ops {
            let mut files = self.files.iter();
            if !files.any(|file| !self.lines_of_op(&file.code, name).is_empty()) {
                self.note(What::Op, name, Missing::Unmentioned);
            }
        }
    }

    fn note(&mut self, what: What, name: &str, missing: Missing) {
        self.notes.push(Note {
            what,
            name: name.to_owned(),
            of: self.ty.name.clone(),
            missing,
        });
    }
}
