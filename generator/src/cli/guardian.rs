//! The process that writes the files of a run, out of reach of whatever ends the first one.
//!
//! The first process hands it the whole plan and waits. Killed before the end mark of the plan
//! is through, it has changed nothing; killed after, everything is written all the same.

use std::io::{self, Read as _, Write as _};
use std::process::{Command, Stdio};

use structops_gen::write::{self, Change, wire};

use super::Failure;

/// What the tool calls itself with.
pub(crate) const COMMAND: &str = "carry-out-plan";

/// Carry out a plan that comes through stdin; `generate` calls this
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// Has a process of its own carry out all changes or none.
pub(crate) fn carry_out(changes: &[Change]) -> Result<(), Failure> {
    if changes.is_empty() {
        return Ok(());
    }
    match ask(changes) {
        Ok(Some(verdict)) => verdict.map_err(|error| Failure::environment(&error)),
        Ok(None) => Err(Failure::Environment(
            "error: the process that writes the files was ended from outside\n\
             help: run again: it writes whatever is missing\n"
                .to_owned(),
        )),
        // Where no process can be started, this one does it.
        Err(_) => write::commit(changes).map_err(|error| Failure::environment(&error)),
    }
}

/// The verdict of another process; an error if there is none that could do anything.
fn ask(changes: &[Change]) -> io::Result<Option<Result<(), write::Unwritten>>> {
    // Not by the name: a build could have replaced the program meanwhile, or removed it.
    let mut command = Command::new("/proc/self/exe");
    command
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    {
        use std::os::unix::process::CommandExt as _;
        // Ctrl-C and a closed terminal mean the group in the foreground.
        command.process_group(0).arg0("structops-gen");
    }
    let mut process = command.spawn()?;
    if let Some(mut stdin) = process.stdin.take() {
        // One that is gone already gives no verdict.
        let _ = stdin.write_all(&wire::of_changes(changes));
    }
    let mut said = Vec::new();
    if let Some(mut stdout) = process.stdout.take() {
        stdout.read_to_end(&mut said)?;
    }
    process.wait()?;
    Ok(wire::verdict(&said))
}

/// Carries out the plan on stdin, if all of it comes.
pub(crate) fn run() -> Result<(), Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    let changes = read.ok().and_then(|_| wire::changes(&bytes));
    let Some(changes) = changes else {
        return Err(Failure::Environment(
            "error: this is no complete plan; nothing was changed\n".to_owned(),
        ));
    };
    // From here on it is all or nothing, also when a machine is shut down.
    let _ = ctrlc::set_handler(|| {});
    let verdict = write::commit(&changes);
    // Whoever asked may be gone; what was decided is done.
    let _ = io::stdout().lock().write_all(&wire::of_verdict(&verdict));
    Ok(())
}
