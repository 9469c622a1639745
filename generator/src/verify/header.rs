//! What a header for programs declares, where no trait says what it should.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use libbpf_cargo::SkeletonBuilder;
use struct_ops::Descriptor;
use struct_ops::btf::{Btf, BtfError, Sections, without_flavor};

use super::Object;

/// A header that says nothing.
#[derive(Debug, thiserror::Error)]
pub enum DeclaredError {
    /// It cannot be read, or there is no place for what is made of it.
    #[error("cannot read `{}`: {source}", .path.display())]
    Read {
        /// The header.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The compiler refuses it.
    #[error("`{}` does not compile for BPF by itself: {}\nhelp: a module's header is compared with what its trait says: add `--source`", .path.display(), .reasons.trim_end())]
    Compile {
        /// The header.
        path: PathBuf,
        /// What the compiler said.
        reasons: String,
    },
    /// It has no struct of function pointers.
    #[error("`{}` declares no struct_ops type; a module's header says so only beside its trait, `--source`", .0.display())]
    NoType(PathBuf),
    /// What the compiler made of it cannot be read.
    #[error(transparent)]
    Btf(#[from] BtfError),
}

/// The types of a header for programs: it is compiled, as a program would have it.
///
/// # Errors
///
/// A header that cannot be read or compiled, or declares no type.
pub fn declared(path: &Path) -> Result<Object, DeclaredError> {
    let unreadable = |source| DeclaredError::Read {
        path: path.to_owned(),
        source,
    };
    // A pipe or a device has no end that could be waited for.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        let reason = "it is no regular file";
        return Err(unreadable(io::Error::new(
            io::ErrorKind::InvalidInput,
            reason,
        )));
    }
    let text = fs::read_to_string(path).map_err(unreadable)?;
    let tags = tags(&text);
    let folder = tempfile::tempdir().map_err(unreadable)?;
    let whole = fs::canonicalize(path).map_err(unreadable)?;
    let source = folder.path().join("header.bpf.c");
    fs::write(&source, program(&whole, &tags)).map_err(unreadable)?;
    let object = folder.path().join("header.bpf.o");
    SkeletonBuilder::new()
        .source(&source)
        .obj(&object)
        .clang(crate::clang::program())
        .build()
        .map_err(|error| DeclaredError::Compile {
            path: path.to_owned(),
            reasons: error.root_cause().to_string(),
        })?;
    let btf = match Btf::of_file(&object, None) {
        // Nothing that was declared is of a kind that needs types.
        Err(BtfError::NoSection { .. }) => return Err(DeclaredError::NoType(path.to_owned())),
        btf => btf?,
    };
    let types = tags
        .iter()
        .filter_map(|tag| btf.descriptor_of_struct(without_flavor(tag)));
    let types: Vec<Descriptor> = types.filter(|ty| ty.ops().next().is_some()).collect();
    if types.is_empty() {
        return Err(DeclaredError::NoType(path.to_owned()));
    }
    Ok(Object {
        label: path.display().to_string(),
        types,
        sections: Sections::default(),
        is_header: true,
    })
}

/// Tags of the structs that stand at the beginning of a line, as kernel style has it.
fn tags(text: &str) -> Vec<&str> {
    let structs = text.lines().filter_map(|line| line.strip_prefix("struct "));
    let tags = structs.filter_map(|rest| rest.trim_end().strip_suffix('{'));
    tags.map(str::trim).collect()
}

/// A compiler keeps only what is used.
fn program(header: &Path, tags: &[&str]) -> String {
    let mut text = format!("#include \"{}\"\n", header.display());
    for (index, tag) in tags.iter().enumerate() {
        let _ = writeln!(text, "struct {tag} *structops_{index};");
    }
    text
}
