//! `import`: the trait of a type that the kernel or a module has.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use serde::Serialize;
use struct_ops::btf::Btf;
use structops_gen::import::{self, Request, VMLINUX};
use structops_gen::list::{self, Place};

use super::Failure;
use super::format::{Format, print_json};

/// Of a new file, before the user's mask.
const MODE: u32 = 0o666;

/// Write the trait of a struct_ops type that the kernel or a module has already
///
/// The result is accepted by `generate --target bpf,loader` as it is. What BTF cannot say,
/// such as which ops are required, comes from a table for the types of Linux itself, and is
/// marked as unknown for others.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The C tag of the type, `tcp_congestion_ops` for example
    #[arg(value_name = "TYPE")]
    tag: String,

    /// Where the type is: a vmlinux, a .ko, or raw BTF [default: the running kernel and its
    /// modules]
    #[arg(long, value_name = "FILE")]
    btf: Option<PathBuf>,

    /// The vmlinux that a .ko was built for [default: the running kernel, where the .ko does
    /// not bring what it needs]
    #[arg(long, value_name = "FILE", requires = "btf")]
    base: Option<PathBuf>,

    /// Fields of a struct of the kernel that programs read: `task_struct=pid,comm`
    #[arg(long, value_name = "STRUCT=FIELD,..", value_parser = parse_fields)]
    fields: Vec<(String, Vec<String>)>,

    /// Where the trait goes; a file that exists is kept [default: stdout]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// How the result is shown
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "text|json"
    )]
    format: Format,
}

/// The result for programs.
#[derive(Serialize)]
struct Imported<'a> {
    #[serde(rename = "type")]
    tag: &'a str,
    home: &'a str,
    file: Option<&'a Path>,
    source: &'a str,
}

fn parse_fields(text: &str) -> Result<(String, Vec<String>), String> {
    let parts = text.split_once('=').map(|(tag, fields)| {
        let fields: Vec<String> = fields.split(',').map(str::to_owned).collect();
        (tag.to_owned(), fields)
    });
    let is_named = |(tag, fields): &(String, Vec<String>)| {
        !tag.is_empty() && fields.iter().all(|field| !field.is_empty())
    };
    parts
        .filter(is_named)
        .ok_or_else(|| "write a struct and its fields: task_struct=pid,comm".to_owned())
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let (btf, home) = place(args)?;
    let request = Request {
        tag: args.tag.clone(),
        home,
        fields: args.fields.clone(),
    };
    let source = import::import(&btf, &request)
        .map_err(|error| Failure::Refused(format!("error: {error}\n")))?;
    if let Some(path) = &args.output {
        create(path, &source)?;
    }
    match (args.format, &args.output) {
        (Format::Json, output) => print_json(
            "import",
            &Imported {
                tag: &request.tag,
                home: &request.home,
                file: output.as_deref(),
                source: &source,
            },
        ),
        (Format::Text, None) => {
            super::check_output(anstream::stdout().lock().write_all(source.as_bytes()))
        }
        (Format::Text, Some(path)) => super::check_output(writeln!(
            anstream::stdout().lock(),
            "create  {}",
            path.display()
        )),
    }
}

/// The whole file or none, and nothing of the user's is overwritten.
fn create(path: &Path, source: &str) -> Result<(), Failure> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let file = tempfile::Builder::new()
        .permissions(fs::Permissions::from_mode(MODE))
        .tempfile_in(folder.unwrap_or(Path::new(".")));
    let written = file.and_then(|mut file| {
        file.write_all(source.as_bytes())?;
        file.persist_noclobber(path)?;
        Ok(())
    });
    written.map_err(|error| {
        let text = format!("error: cannot write `{}`: {error}\n", path.display());
        if error.kind() == io::ErrorKind::AlreadyExists {
            Failure::Refused(text)
        } else {
            Failure::Environment(text)
        }
    })
}

/// Where the type is, and what the trait says of that: vmlinux or the name of a module.
fn place(args: &Args) -> Result<(Btf, String), Failure> {
    let found = match &args.btf {
        Some(path) => list::open(path, args.base.as_deref())
            .and_then(|btf| list::find(&args.tag, vec![(Place::File(path.clone()), btf)])),
        None => list::running().and_then(|places| list::find(&args.tag, places)),
    };
    let (place, btf) = found.map_err(|error| super::list::failure(&error))?;
    let home = match place {
        Place::Module(name) => name,
        Place::File(path) if !btf.is_of_image() => {
            let stem = path.file_stem().unwrap_or_default();
            stem.to_string_lossy().replace('-', "_")
        }
        _ => VMLINUX.to_owned(),
    };
    Ok((btf, home))
}
