//! `import`: the trait of a type that the kernel or a module has.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use struct_ops::btf::{Btf, BtfError};
use structops_gen::import::{self, Request, VMLINUX};

use super::Failure;
use super::format::{Format, print_json};

/// Where the running kernel shows the BTF of its modules.
const SYSFS: &str = "/sys/kernel/btf";

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
        let fields = fields.split(',').map(str::to_owned).collect();
        (tag.to_owned(), fields)
    });
    parts.ok_or_else(|| "write a struct and its fields: task_struct=pid,comm".to_owned())
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let (btf, home) = match &args.btf {
        Some(path) => of_file(path, args.base.as_deref())?,
        None => of_running_kernel(&args.tag)?,
    };
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

/// Nothing of the user's is overwritten.
fn create(path: &Path, source: &str) -> Result<(), Failure> {
    let file = fs::File::options().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(source.as_bytes()));
    written.map_err(|error| {
        let text = format!("error: cannot write `{}`: {error}\n", path.display());
        if error.kind() == io::ErrorKind::AlreadyExists {
            Failure::Refused(text)
        } else {
            Failure::Environment(text)
        }
    })
}

fn of_file(path: &Path, base: Option<&Path>) -> Result<(Btf, String), Failure> {
    let read = |path: &Path, base: Option<&Btf>| {
        Btf::of_file(path, base).map_err(|error| unreadable(&error))
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let is_module = path.extension().is_some_and(|ending| ending == "ko");
    let base = match base {
        Some(base) => Some(read(base, None)?),
        None if is_module && Btf::of_file(path, None).is_err() => {
            Some(Btf::of_kernel().map_err(|error| unreadable(&error))?)
        }
        None => None,
    };
    let btf = read(path, base.as_ref())?;
    let home = if btf.is_of_image() {
        VMLINUX.to_owned()
    } else {
        stem.replace('-', "_")
    };
    Ok((btf, home))
}

/// Vmlinux comes first, as for libbpf.
fn of_running_kernel(tag: &str) -> Result<(Btf, String), Failure> {
    let vmlinux = Btf::of_kernel().map_err(|error| unreadable(&error))?;
    if vmlinux.descriptor(tag).is_some() {
        return Ok((vmlinux, VMLINUX.to_owned()));
    }
    let entries = fs::read_dir(SYSFS).into_iter().flatten().flatten();
    let mut modules: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name != VMLINUX)
        .collect();
    modules.sort();
    for module in modules {
        // A module that goes away meanwhile has no type to offer.
        if let Ok(btf) = Btf::of_loaded_module(&module, &vmlinux)
            && btf.descriptor(tag).is_some()
        {
            return Ok((btf, module));
        }
    }
    Err(Failure::Refused(format!(
        "error: neither the running kernel nor a loaded module has a struct_ops type `{tag}`\n"
    )))
}

fn unreadable(error: &BtfError) -> Failure {
    let mut text = format!("error: {error}");
    if let Some(source) = std::error::Error::source(error) {
        text = format!("{text}: {source}");
    }
    Failure::Environment(format!("{text}\n"))
}
