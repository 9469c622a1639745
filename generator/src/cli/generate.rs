//! `generate`: from the trait to its files.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use serde::Serialize;
use structops_gen::plan::{Entry, Status};
use structops_gen::project::Folders;
use structops_gen::source::Source;
use structops_gen::stale::{self, Stale};
use structops_gen::{plan, report, target, write};

use super::Failure;
use super::format::{Format, print_json};

/// Write kernel module, BPF header and program, and loader of a trait
///
/// Files with the tool's banner are rewritten when the trait changed; your own files
/// are written once and kept. Nothing is written when anything is wrong.
#[derive(Debug, clap::Args)]
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
    #[arg(long)]
    check: bool,

    /// Overwrite the tool's files even where they were edited by hand
    #[arg(long, conflicts_with = "check")]
    force: bool,
}

/// What a run did, for programs.
#[derive(Serialize)]
struct Outcome {
    files: Vec<OutcomeFile>,
    leftovers: Vec<PathBuf>,
}

#[derive(Serialize)]
struct OutcomeFile {
    status: String,
    path: PathBuf,
}

impl Outcome {
    fn of(entries: &[Entry], folders: &Folders) -> Self {
        let file = |entry: &Entry| OutcomeFile {
            status: entry.status.to_string(),
            path: entry.path.clone(),
        };
        Self {
            files: entries.iter().map(file).collect(),
            leftovers: plan::leftovers(entries, folders),
        }
    }
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let folders = folders(args)?;
    let source = Source::read(&folders.source).map_err(|refused| refuse(&refused))?;
    let interface = source.interface().map_err(|refused| refuse(&refused))?;
    let folders = folders.for_modules(interface.modules().len());
    let files = target::render_interface(&interface, folders.paths(), &args.target)
        .map_err(|error| Failure::environment(&error))?;
    let entries =
        plan::plan(files, &folders, args.force).map_err(|error| Failure::environment(&error))?;
    if args.check {
        return check(&entries, &folders);
    }
    refuse_conflicts(&entries)?;
    write::write(&entries).map_err(|error| Failure::environment(&error))?;
    if args.format == Format::Json {
        return print_json("generate", &Outcome::of(&entries, &folders));
    }
    let mut out = anstream::stdout().lock();
    for entry in &entries {
        let line = writeln!(out, "{:>9}  {}", entry.status, entry.path.display());
        super::check_output(line)?;
    }
    for path in plan::leftovers(&entries, &folders) {
        let line = writeln!(out, "{}", stale::leftover(&path));
        super::check_output(line)?;
    }
    note_missing_loader(&entries);
    Ok(())
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

fn refuse(refused: &structops_gen::source::Refused) -> Failure {
    Failure::Refused(report::render(refused, true))
}

fn check(entries: &[Entry], folders: &Folders) -> Result<(), Failure> {
    match Stale::of(entries, folders) {
        None => Ok(()),
        Some(stale) => Err(Failure::Refused(format!(
            "{}error: {}\n",
            stale.diffs(),
            stale.verdict()
        ))),
    }
}

/// A loader that was there before may know nothing of struct_ops: `cargo new` writes one.
fn note_missing_loader(entries: &[Entry]) {
    let main = entries.iter().find(|entry| {
        entry.status == Status::Keep && entry.path.file_name().is_some_and(|name| name == "main.rs")
    });
    if let Some(main) = main
        && std::fs::read_to_string(&main.path).is_ok_and(|text| !text.contains("struct_ops"))
    {
        let _ = writeln!(
            anstream::stderr(),
            "note: {} was there before and does not use struct_ops; remove it and generate again \
             for a loader",
            main.path.display()
        );
    }
}

fn refuse_conflicts(entries: &[Entry]) -> Result<(), Failure> {
    let conflicts = plan::conflicts(entries);
    if conflicts.is_empty() {
        return Ok(());
    }
    let mut text = String::new();
    for entry in &conflicts {
        let _ = writeln!(text, "{}", entry.diff());
    }
    for entry in &conflicts {
        let _ = writeln!(text, "{:>9}  {}", entry.status, entry.path.display());
    }
    text.push_str(
        "error: these files belong to the tool but were edited by hand; nothing was written\n\
         help: move the edits elsewhere, then run again with --force to overwrite the files\n",
    );
    Err(Failure::Refused(text))
}
