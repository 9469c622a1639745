//! `verify`: whether all parts of a project mean the same type.

use std::error::Error as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use struct_ops::btf::BtfError;
use structops_gen::compat::Side;
use structops_gen::project::Folders;
use structops_gen::report;
use structops_gen::source::Source;
use structops_gen::verify::{self, Object, Parts};
use structops_model::Interface;

use super::Failure;
use super::format::{Format, print_json};
use super::list;

/// Compare trait, headers, module, BPF objects and the running kernel
///
/// Without arguments, in a project: its trait, the tool's files, modules and BPF objects that
/// are built, and the running kernel where it has the type. Exit status 1 when anything
/// disagrees.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The trait
    #[arg(long, value_name = "FILE")]
    source: Option<PathBuf>,

    /// A generated header: compared with what the trait says, or where no trait is named
    /// compiled for BPF and compared with the rest
    #[arg(long, value_name = "FILE")]
    header: Vec<PathBuf>,

    /// A built module, or the vmlinux that has the type
    #[arg(long, value_name = "FILE")]
    ko: Vec<PathBuf>,

    /// A BPF object
    #[arg(long, value_name = "FILE")]
    object: Vec<PathBuf>,

    /// The running kernel, with its modules
    #[arg(long)]
    kernel: bool,

    /// Only this type, where there are several
    #[arg(long = "type", value_name = "NAME")]
    types: Vec<String>,

    /// The vmlinux that modules were built for [default: the running kernel's]
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,

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

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let is_project = args.source.is_none()
        && args.header.is_empty()
        && args.ko.is_empty()
        && args.object.is_empty()
        && !args.kernel;
    let parts = if is_project {
        of_project(args)?
    } else {
        named(args)?
    };
    let count = usize::from(parts.source.is_some())
        + parts.modules.len()
        + parts.objects.len()
        + parts.headers.len()
        + usize::from(parts.kernel.is_some());
    if count < 2 {
        let text = "error: there is nothing to compare: two of trait, header, module, object and kernel are needed\n";
        return Err(Failure::Environment(text.to_owned()));
    }
    let report = verify::verify(&parts, &args.types);
    if args.format == Format::Json {
        print_json("verify", &report)?;
    } else {
        let written = anstream::stdout()
            .lock()
            .write_all(report.to_string().as_bytes());
        super::check_output(written)?;
    }
    match report.count() {
        0 => Ok(()),
        1 => Err(Failure::Refused("error: 1 disagreement\n".to_owned())),
        count => Err(Failure::Refused(format!("error: {count} disagreements\n"))),
    }
}

fn interface(source: &Path) -> Result<Interface, Failure> {
    Source::read(source)
        .and_then(|source| source.interface())
        .map_err(|refused| Failure::Refused(report::render(&refused, true)))
}

/// What the command line names.
fn named(args: &Args) -> Result<Parts, Failure> {
    let mut parts = Parts::default();
    if let Some(path) = &args.source {
        let interface = interface(path)?;
        let folders =
            Folders::of_project(Path::new("")).map_err(|error| Failure::environment(&error))?;
        for header in &args.header {
            let found = verify::headers(&interface, &folders, Some(header));
            parts
                .headers
                .extend(found.map_err(|error| Failure::environment(&error))?);
        }
        parts.source = Some(Side::of_interface(path.display().to_string(), &interface));
    } else {
        for header in &args.header {
            let types = verify::declared(header);
            parts
                .objects
                .push(types.map_err(|error| Failure::environment(&error))?);
        }
    }
    read_built(&mut parts, &args.ko, &args.object, args)?;
    if args.kernel {
        let types = verify::running_kernel().map_err(|error| list::failure(&error))?;
        parts.kernel = Some(types);
    }
    Ok(parts)
}

/// What there is of the project in this folder.
fn of_project(args: &Args) -> Result<Parts, Failure> {
    let folders =
        Folders::of_project(Path::new(".")).map_err(|error| Failure::environment(&error))?;
    let interface = interface(&folders.source)?;
    let folders = folders.for_modules(interface.modules().len());
    let mut parts = Parts {
        headers: verify::headers(&interface, &folders, None)
            .map_err(|error| Failure::environment(&error))?,
        ..Parts::default()
    };
    let mut modules: Vec<PathBuf> = Vec::new();
    for module in interface.modules() {
        let ko = folders
            .kmod_of(&module.name)
            .join(format!("{}.ko", module.name));
        modules.extend(ko.is_file().then_some(ko));
    }
    let side = Side::of_interface(folders.source.display().to_string(), &interface);
    let is_own = |tag: &str| side.find(tag).is_some();
    // A machine without BTF, or without the type, has nothing to say.
    let kernel = verify::running_kernel().unwrap_or_default();
    if kernel.iter().any(|ty| is_own(&ty.descriptor.name)) {
        parts.kernel = Some(kernel);
    }
    parts.source = Some(side);
    read_built(&mut parts, &modules, &objects(Path::new("target")), args)?;
    Ok(parts)
}

fn read_built(
    parts: &mut Parts,
    modules: &[PathBuf],
    objects: &[PathBuf],
    args: &Args,
) -> Result<(), Failure> {
    for path in modules {
        let types = verify::module(path, args.base.as_deref());
        let types = types.map_err(|error| list::failure(&error))?;
        parts.modules.push((path.display().to_string(), types));
    }
    let of_trait = parts.source.iter().flat_map(|side| &side.types);
    let mut tags: Vec<String> = of_trait.map(|ty| ty.descriptor.name.to_string()).collect();
    let of_modules = parts.modules.iter().flat_map(|(_, types)| types);
    tags.extend(of_modules.map(|ty| ty.descriptor.name.to_string()));
    let of_headers = parts.objects.iter().flat_map(|header| &header.types);
    tags.extend(of_headers.map(|ty| ty.name.to_string()));
    tags.extend(args.types.iter().cloned());
    for path in objects {
        let object = Object::read(path, &tags);
        parts
            .objects
            .push(object.map_err(|error| unreadable(&error))?);
    }
    Ok(())
}

/// With what the system says, which is the error's source.
fn unreadable(error: &BtfError) -> Failure {
    match error.source() {
        Some(source) => Failure::environment(&format_args!("{error}: {source}")),
        None => Failure::environment(error),
    }
}

/// Objects that build scripts left: the newest of each name.
fn objects(target: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for profile in entries(target) {
        for package in entries(&profile.join("build")) {
            let out = entries(&package.join("out"));
            found.extend(
                out.into_iter()
                    .filter(|path| path.to_string_lossy().ends_with(".bpf.o")),
            );
        }
    }
    let age = |path: &PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
    found.sort_by_key(|path| (path.file_name().map(ToOwned::to_owned), age(path)));
    // The last of a name is the newest.
    found.reverse();
    found.dedup_by(|one, other| one.file_name() == other.file_name());
    found.reverse();
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}
