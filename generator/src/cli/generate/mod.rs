//! `generate`: from the trait to its files.

mod depfile;
mod json;
mod text;

use std::path::PathBuf;

use structops_gen::plan::{Entry, Status};
use structops_gen::project::Folders;
use structops_gen::source::{Refused, Source};
use structops_gen::target::Rendered;
use structops_gen::{follow, plan, target, write};
use structops_model::{Interface, Module};

use super::format::Format;
use super::{Failure, guardian};

/// Write kernel module, BPF header and program, and loader of a trait
///
/// Files with the tool's banner are rewritten when the trait changed. Your own files are
/// written once and kept: what the trait gains is appended to them as stubs, what it loses
/// is reported with the lines that still mention it. A run writes all of its files or none,
/// also when it is interrupted, and nothing at all when anything is wrong.
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
#[derive(Debug, clap::Args)]
#[command(after_help = STATUSES)]
#[command(group = clap::ArgGroup::new("shows").multiple(true))]
pub(crate) struct Args {
    /// The project: a folder with a Cargo.toml, whose [package.metadata.structops] may
    /// name source, kmod and bpf
    #[arg(long, value_name = "DIR", default_value = ".")]
    project: PathBuf,

    /// The Rust file with the trait [default: src/ops.rs]
    #[arg(long, value_name = "FILE")]
    source: Option<PathBuf>,

    /// The folder of the kernel module [default: kmod]
    #[arg(long, value_name = "DIR")]
    kmod: Option<PathBuf>,

    /// The folder of the BPF header and program [default: src/bpf]
    #[arg(long, value_name = "DIR")]
    bpf: Option<PathBuf>,

    /// What to generate [default: everything]
    #[arg(long, value_name = "TARGET", value_delimiter = ',', value_parser = ["kmod", "bpf", "loader"])]
    target: Vec<String>,

    /// How the result is shown
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "text|json"
    )]
    format: Format,

    /// Write nothing; show what is stale and exit with 1 if anything is
    #[arg(long, group = "shows")]
    check: bool,

    /// Write nothing; show what would change as a unified diff
    #[arg(long, group = "shows")]
    diff: bool,

    /// Write nothing; show what would happen to each file, and exit with 1 if the run would
    /// be refused
    #[arg(long, group = "shows", conflicts_with_all = ["check", "diff"])]
    dry_run: bool,

    /// Write nothing; show the texts as a new project would get them, each below a line with
    /// its path if there are several
    #[arg(long, group = "shows", conflicts_with_all = ["check", "diff", "dry_run", "force"])]
    stdout: bool,

    /// Also write the files and what they are made from as a rule for make and ninja
    #[arg(long, value_name = "FILE", conflicts_with = "shows")]
    depfile: Option<PathBuf>,

    /// Overwrite the tool's files even where they were edited by hand
    #[arg(long, conflicts_with = "check")]
    force: bool,
}

/// What stands before a file.
const STATUSES: &str = "\
What happens to a file:
  create     it does not exist yet
  update     it is the tool's, and its text changes
  identical  it is what it should be, and is not touched
  keep       it is yours, and is not touched
  append     it is yours, and stubs of what is new come to its end
  conflict   it is the tool's but was edited by hand: nothing is written
  leftover   it is the tool's, and no type needs it any more: yours to delete";

/// What is to be done with the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Write,
    Check,
    Diff,
    DryRun,
    Stdout,
}

impl Mode {
    fn of(args: &Args) -> Self {
        match args {
            Args { check: true, .. } => Self::Check,
            Args { diff: true, .. } => Self::Diff,
            Args { dry_run: true, .. } => Self::DryRun,
            Args { stdout: true, .. } => Self::Stdout,
            _ => Self::Write,
        }
    }

    /// Whether a file that was edited by hand ends the run.
    fn minds_conflicts(self) -> bool {
        matches!(self, Self::Write | Self::DryRun)
    }
}

/// What came of a run.
enum Run {
    /// The trait has mistakes.
    Refused(Refused),
    /// Texts that are shown and written nowhere.
    Texts(Vec<(PathBuf, Rendered)>),
    /// Files, and what happens to them in this mode.
    Files(Files),
}

/// The files of a run, and what is to be said about them.
struct Files {
    entries: Vec<Entry>,
    leftovers: Vec<PathBuf>,
    notes: Vec<follow::Note>,
    /// Why nothing is written.
    is_refused: bool,
}

impl Files {
    fn is_stale(&self) -> bool {
        !self.leftovers.is_empty() || self.entries.iter().any(Entry::is_stale)
    }

    /// The entries that would change, or are in the way.
    fn changed(&self) -> impl Iterator<Item = &Entry> {
        let is_quiet = |status| matches!(status, Status::Identical | Status::Keep);
        self.entries
            .iter()
            .filter(move |entry| !is_quiet(entry.status))
    }
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mode = Mode::of(args);
    let run = run_in(mode, args);
    match args.format {
        Format::Text => text::show(mode, run?),
        Format::Json => json::show(mode, run),
    }
}

fn run_in(mode: Mode, args: &Args) -> Result<Run, Failure> {
    let folders = folders(args)?;
    let source = Source::read(&folders.source);
    let interface = match source.and_then(|source| source.interface()) {
        Ok(interface) => interface,
        Err(refused) => return Ok(Run::Refused(refused)),
    };
    refuse_module(&interface, &args.target)?;
    let folders = folders.for_modules(interface.modules().len());
    let files = target::render_interface(&interface, folders.paths(), &args.target)
        .map_err(|error| Failure::environment(&error))?;
    if mode == Mode::Stdout {
        let named = files.into_iter().map(|file| (folders.path_of(&file), file));
        return Ok(Run::Texts(named.collect()));
    }
    let mut entries =
        plan::plan(files, &folders, args.force).map_err(|error| Failure::environment(&error))?;
    let notes = follow::follow(&interface, &folders, &mut entries)
        .map_err(|error| Failure::environment(&error))?;
    let is_refused = mode.minds_conflicts() && !plan::conflicts(&entries).is_empty();
    if mode == Mode::Write && !is_refused {
        let mut changes = write::changes(&entries);
        if let Some(path) = &args.depfile {
            changes.extend(depfile::change(path, &entries, &folders, &args.project)?);
        }
        write::sweep(&entries);
        guardian::carry_out(&changes)?;
    }
    Ok(Run::Files(Files {
        leftovers: plan::leftovers(&entries, &folders),
        entries,
        notes,
        is_refused,
    }))
}

/// The kernel's side of types that all exist already: there is none to be written.
fn refuse_module(interface: &Interface, wanted: &[String]) -> Result<(), Failure> {
    let modules = interface.modules();
    if !wanted.iter().any(|name| name == "kmod") || !modules.iter().all(Module::is_existing) {
        return Ok(());
    }
    let types = modules.iter().flat_map(|module| &module.types);
    let lines = types.map(|ty| {
        let existing = ty.options.existing.as_ref();
        let home = existing.map_or("", |text| text.value.as_str());
        format!(
            "error: `{}` is in {home} already: there is no module to generate\n",
            ty.name
        )
    });
    let help = "help: `--target bpf,loader` writes the rest\n".to_owned();
    Err(Failure::Refused(lines.chain([help]).collect()))
}

fn folders(args: &Args) -> Result<Folders, Failure> {
    let mut folders =
        Folders::of_project(&args.project).map_err(|error| Failure::environment(&error))?;
    for (said, slot) in [
        (&args.source, &mut folders.source),
        (&args.kmod, &mut folders.kmod),
        (&args.bpf, &mut folders.bpf),
    ] {
        if let Some(path) = said {
            slot.clone_from(path);
        }
    }
    Ok(folders)
}
