//! The kernel side: bodies of hooks and kfuncs in `<module>_main.c`.

use std::fs;
use std::path::{Path, PathBuf};

use structops_model::{Hook, Module, StructOps};

use super::note::{Missing, Note, Place, What};
use super::{Code, UserFile, append_to, header, places, text_of, user_files};
use crate::plan::{Entry, Status};
use crate::project::Folders;
use crate::render::{RenderError, Templates};
use crate::target::stubs;

/// A function whose body is the user's.
#[derive(Clone, PartialEq)]
struct Body {
    what: What,
    /// The type of a hook, or the module.
    of: String,
    /// As the trait has it.
    word: String,
    /// The C function.
    function: String,
}

/// Appends bodies of new hooks and kfuncs, if headers of the module lay there before.
pub(super) fn follow(
    templates: &Templates,
    module: &Module,
    folders: &Folders,
    entries: &mut [Entry],
    notes: &mut Vec<Note>,
) -> Result<(), RenderError> {
    let folder = folders.kmod_of(&module.name);
    let of_module = folder.join(format!("{}_structops.h", module.name));
    let Some(of_module) = entries.iter().find(|entry| entry.path == of_module) else {
        return Ok(());
    };
    let is_known = of_module.old.is_some();
    let files = user_files(&folder, entries);
    let (old, new) = bodies(module, &folder, entries);
    let new_ones: Vec<&Body> = new.iter().filter(|body| !old.contains(body)).collect();
    let unwritten = |body: &&&Body| !files.iter().any(|file| file.code.has(&body.function));
    let unwritten: Vec<&Body> = new_ones.iter().filter(unwritten).copied().collect();
    let main = folder.join(format!("{}_main.c", module.name));
    let entry = entries.iter_mut().find(|entry| entry.path == main);
    let was_there = entry.as_ref().map(|entry| entry.status);
    if !is_known {
        notes.extend(
            unwritten
                .iter()
                .map(|body| note(body, Missing::Unmentioned)),
        );
    } else if let Some(entry) = entry.filter(|entry| entry.status == Status::Keep)
        && !unwritten.is_empty()
    {
        append_bodies(templates, module, &unwritten, entry)?;
        let missing = || Missing::New {
            file: entry.path.clone(),
            add: None,
        };
        notes.extend(unwritten.iter().map(|body| note(body, missing())));
    }
    if was_there == Some(Status::Keep) {
        notes.extend(unregistered(module, &files, &main));
    }
    let callers = user_files(&folders.bpf, entries);
    for body in old.iter().filter(|body| !new.contains(body)) {
        notes.push(note(body, gone(body, &files, &callers)));
    }
    if was_there.is_none() && !old.is_empty() && main.is_file() {
        notes.push(not_built(module, main));
    }
    Ok(())
}

/// What the headers of a module ask for: as they lie on disk, and as they will be.
fn bodies(module: &Module, folder: &Path, entries: &[Entry]) -> (Vec<Body>, Vec<Body>) {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    let (before, after) = texts(folder, &format!("{}_kfuncs.h", module.name), entries);
    let kfunc = |function: String| Body {
        what: What::Kfunc,
        of: module.name.clone(),
        word: function.clone(),
        function,
    };
    old.extend(header::kfuncs(&before).into_iter().map(kfunc));
    new.extend(header::kfuncs(&after).into_iter().map(kfunc));
    for ty in &module.types {
        let (before, after) = texts(folder, &format!("{}.h", ty.name), entries);
        let (before, after) = (
            header::hooks(&before, &ty.name),
            header::hooks(&after, &ty.name),
        );
        let hook = |word: String| Body {
            what: What::Hook,
            of: ty.name.clone(),
            function: header::hook(&ty.name, &word),
            word,
        };
        old.extend(before.into_iter().map(hook));
        new.extend(after.into_iter().map(hook));
    }
    (old, new)
}

/// A header on disk and in the plan; empty where it is not.
fn texts(folder: &Path, name: &str, entries: &[Entry]) -> (String, String) {
    let path = folder.join(name);
    match entries.iter().find(|entry| entry.path == path) {
        Some(entry) => (
            text_of(entry.old.as_deref().unwrap_or_default()),
            text_of(&entry.new),
        ),
        // The last kfunc is gone, and the header with it.
        None => (text_of(&fs::read(path).unwrap_or_default()), String::new()),
    }
}

fn append_bodies(
    templates: &Templates,
    module: &Module,
    bodies: &[&Body],
    entry: &mut Entry,
) -> Result<(), RenderError> {
    let code = Code::of(entry.old.as_deref().unwrap_or_default());
    let has = |what: What, function: &str| {
        let mut bodies = bodies.iter();
        bodies.any(|body| body.what == what && body.function == function)
    };
    let is_new_hook =
        |ty: &StructOps, hook: Hook| has(What::Hook, &header::hook(&ty.name, hook.word()));
    let text = stubs::bodies(
        templates,
        module,
        &|kfunc| has(What::Kfunc, &kfunc.name),
        &is_new_hook,
        &|header| !code.includes(header),
    )?;
    append_to(entry, &text);
    Ok(())
}

/// Where a body that nobody asks for still stands, or is called.
fn gone(body: &Body, files: &[UserFile], callers: &[UserFile]) -> Missing {
    let lines = |file: &UserFile| file.code.lines_of(&body.function);
    let mut found = places(files, lines);
    if body.what == What::Kfunc {
        found.extend(places(callers, lines));
        found.dedup();
    }
    Missing::Gone { places: found }
}

/// A file of the user's that is to have module init from now on, and has none.
fn unregistered(module: &Module, files: &[UserFile], main: &Path) -> Option<Note> {
    let call = format!("{}_structops_register", module.name);
    let is_called = files.iter().any(|file| file.code.has(&call));
    (!is_called).then(|| Note {
        what: What::File,
        name: main.display().to_string(),
        of: module.name.clone(),
        missing: Missing::Unregistered { call },
    })
}

/// The file with module init and exit, when these are the tool's again.
fn not_built(module: &Module, main: PathBuf) -> Note {
    let name = main.display().to_string();
    let place = Place {
        file: main,
        line: 1,
    };
    Note {
        what: What::File,
        name,
        of: module.name.clone(),
        missing: Missing::Gone {
            places: vec![place],
        },
    }
}

fn note(body: &Body, missing: Missing) -> Note {
    Note {
        what: body.what,
        name: body.word.clone(),
        of: body.of.clone(),
        missing,
    }
}
