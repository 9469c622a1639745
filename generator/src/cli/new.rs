//! `new`: a project of its own.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;
use structops_gen::new::{self, Crates, Made, Name, Part, Request};
use structops_gen::plan::Status;

use super::Failure;
use super::format::{Format, print_json};

/// Write a project: trait, kernel module, BPF program, loader, and the crates they need
///
/// The project builds, and `structops-gen test` runs it, as it is. All of its files are
/// written, or none.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What the crate is called, or its folder: of `projects/player`, crate and module are
    /// `player`, the type is `player_ops`
    #[arg(value_name = "NAME", required_unless_present = "path")]
    name: Option<String>,

    /// The project's folder [default: NAME]
    #[arg(long, value_name = "DIR")]
    path: Option<PathBuf>,

    /// What the trait shows beside plain ops; several, with commas
    #[arg(long, value_name = "PART", value_enum, value_delimiter = ',')]
    with: Vec<With>,

    /// Only the trait and what follows from it for kernel and BPF: no crate
    #[arg(long, conflicts_with = "struct_ops")]
    bare: bool,

    /// Use the crates of a checkout, or of a repository that cargo fetches, instead of copies
    /// in vendor/
    #[arg(long, value_name = "DIR|URL")]
    struct_ops: Option<String>,

    /// Add what is missing to a folder that exists; files that are there are kept, the
    /// trait and the manifest among them
    #[arg(long)]
    force: bool,

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

#[derive(Debug, Clone, Copy, ValueEnum)]
enum With {
    /// Functions of the module that programs call
    Kfuncs,
    /// Settings of an instance, with ranges and defaults
    Data,
    /// An argument that is a task or NULL
    Nullable,
    /// An op whose programs may sleep
    Sleepable,
    /// Several instances, found by a key
    Many,
}

impl From<With> for Part {
    fn from(with: With) -> Self {
        match with {
            With::Kfuncs => Self::Kfuncs,
            With::Data => Self::Data,
            With::Nullable => Self::Nullable,
            With::Sleepable => Self::Sleepable,
            With::Many => Self::Many,
        }
    }
}

/// What was made, for programs.
#[derive(Serialize)]
struct Outcome<'a> {
    name: &'a str,
    module: &'a str,
    r#type: &'a str,
    folder: &'a Path,
    files: Vec<OutcomeFile>,
    next: Vec<String>,
}

#[derive(Serialize)]
struct OutcomeFile {
    status: String,
    path: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    make(args).map_err(|failure| args.format.tell("new", failure))
}

fn make(args: &Args) -> Result<(), Failure> {
    let parts: Vec<Part> = args.with.iter().copied().map(Part::from).collect();
    let (name, folder) = place(args);
    let name = Name::of(&name, &parts).map_err(fail)?;
    let crates = match &args.struct_ops {
        Some(place) => Crates::of(place).map_err(fail)?,
        None => Crates::Vendored,
    };
    let request = Request {
        name,
        parts,
        is_bare: args.bare,
        crates,
    };
    // The folder gets its name at the end: until then there is nothing to be kept.
    let _ = ctrlc::set_handler(|| {});
    let made = new::create(&request, &folder, args.force).map_err(fail)?;
    let outcome = Outcome {
        name: &request.name.package,
        module: &request.name.module,
        r#type: &request.name.ty,
        folder: &folder,
        files: with_one_line_for_copies(made, &folder),
        next: next_steps(&folder, args.bare),
    };
    match args.format {
        Format::Json => print_json("new", &outcome),
        Format::Text => print_text(&outcome),
    }
}

fn print_text(outcome: &Outcome<'_>) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    for file in &outcome.files {
        let line = writeln!(out, "{:>9}  {}", file.status, file.path.display());
        super::check_output(line)?;
    }
    let next = outcome.next.join("\n    ");
    super::check_output(writeln!(out, "\nNext:\n    {next}"))
}

/// The project's name and folder: either follows from the other.
fn place(args: &Args) -> (String, PathBuf) {
    let name = args.name.as_deref().unwrap_or_default();
    match &args.path {
        Some(folder) if args.name.is_none() => (last_part(folder), plain(folder)),
        Some(folder) => (name.to_owned(), plain(folder)),
        None => (last_part(Path::new(name)), plain(Path::new(name))),
    }
}

/// The name of a folder, also of `.` and `..`.
fn last_part(path: &Path) -> String {
    let place = path
        .file_name()
        .is_none()
        .then(|| path.canonicalize().ok())
        .flatten();
    let name = place.as_deref().unwrap_or(path).file_name();
    name.unwrap_or_default().to_string_lossy().into_owned()
}

/// A path without `/.` and `/` at its end, where no folder can be moved to.
fn plain(path: &Path) -> PathBuf {
    path.components().collect()
}

/// The copies of our crates are some hundreds of files; one line says what became of them.
fn with_one_line_for_copies(made: Vec<Made>, folder: &Path) -> Vec<OutcomeFile> {
    let vendor = folder.join("vendor");
    let (copies, own): (Vec<Made>, Vec<Made>) = made
        .into_iter()
        .partition(|file| file.path.starts_with(&vendor));
    let file = |file: Made| OutcomeFile {
        status: file.status.to_string(),
        path: file.path,
    };
    let mut files: Vec<OutcomeFile> = own.into_iter().map(file).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let has_new = copies.iter().any(|file| file.status == Status::Create);
    let status = if has_new {
        Status::Create
    } else {
        Status::Keep
    };
    if !copies.is_empty() {
        files.push(OutcomeFile {
            status: status.to_string(),
            path: vendor,
        });
    }
    files
}

fn next_steps(folder: &Path, is_bare: bool) -> Vec<String> {
    let word = folder.display().to_string();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-+".contains(c);
    let word = if word.chars().all(is_plain) {
        word
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    };
    let is_here = folder == Path::new(".");
    let mut steps = Vec::new();
    if !is_here {
        steps.push(format!("cd {word}"));
    }
    if is_bare {
        steps.push("make -C kmod           # builds the kernel module".to_owned());
    } else {
        steps.push("structops-gen test     # builds all of it and runs it in a VM".to_owned());
    }
    steps.push("$EDITOR src/ops.rs     # then: structops-gen generate".to_owned());
    steps
}

fn fail(error: new::Error) -> Failure {
    match error {
        new::Error::Name(bad) => {
            let near = bad.near.as_ref();
            let help = near.map_or_else(String::new, |near| format!("help: `{near}` would do\n"));
            Failure::Environment(format!("error: {bad}\n{help}"))
        }
        new::Error::Exists(path) => Failure::Refused(format!(
            "error: {} exists; nothing was changed\nhelp: --force adds what is missing there\n",
            path.display()
        )),
        new::Error::Source(diagnostics) => Failure::Refused(diagnostics),
        error => Failure::environment(&error),
    }
}
