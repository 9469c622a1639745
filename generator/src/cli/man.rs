//! `man`: the help texts as manual pages.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;
use clap_mangen::Man;

use super::{Cli, Failure};

/// Print the manual page, or write one page for each command
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Write structops-gen.1 and a page for each command into this folder
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut tool = Cli::command();
    // Gives the commands the names of their pages: `structops-gen-generate`.
    tool.build();
    let Some(folder) = &args.dir else {
        return super::check_output(std::io::stdout().lock().write_all(&page(tool)?));
    };
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    let commands: Vec<clap::Command> = tool
        .get_subcommands()
        .filter(|command| !command.is_hide_set() && command.get_name() != "help")
        .cloned()
        .collect();
    for command in std::iter::once(tool).chain(commands) {
        let name = command.get_display_name().unwrap_or(command.get_name());
        let path = folder.join(format!("{name}.1"));
        let text = page(command)?;
        fs::write(&path, text).map_err(|error| cannot_write(&path, &error))?;
    }
    Ok(())
}

fn page(command: clap::Command) -> Result<Vec<u8>, Failure> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let title = name.to_owned();
    let mut text = Vec::new();
    Man::new(command)
        .title(title)
        .render(&mut text)
        .map_err(|error| Failure::Environment(format!("error: no manual page: {error}\n")))?;
    Ok(text)
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Environment(format!("error: cannot write {}: {error}\n", path.display()))
}
