//! The README's tutorial, done as a reader would: a week with a type of one's own.

use std::env;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail, ensure};
use structops_tests::tutorial::{self, Step};
use structops_tests::{place, tool};

const HEADING: &str = "## A week with a type of your own";

/// How a reader is shown the status of the command before.
const STATUS: &str = "echo $?";

#[test]
fn the_tutorial_says_what_happens() -> Result<()> {
    let readme = fs::read_to_string(place::repository().join("README.md"))?;
    let steps = tutorial::steps(&readme, HEADING);
    ensure!(steps.len() > 10, "the section `{HEADING}` has no steps");
    let folder = tempfile::tempdir()?;
    let mut reader = Reader::new(folder.path())?;
    for (index, step) in steps.iter().enumerate() {
        match step {
            Step::Change(diff) => reader.change(diff)?,
            Step::Command { line, output } => {
                let next = steps.get(index + 1);
                let may_fail = matches!(next, Some(Step::Command { line, .. }) if line == STATUS);
                reader.run(line, output, may_fail)?;
            }
        }
    }
    Ok(())
}

/// Somebody at a shell.
struct Reader {
    folder: PathBuf,
    path: String,
    status: i32,
}

impl Reader {
    fn new(folder: &Path) -> Result<Self> {
        let tool = tool::program()?;
        let tool = tool.parent().context("the tool lies in a folder")?;
        let path = env::var("PATH")?;
        Ok(Self {
            folder: folder.to_owned(),
            path: format!("{}:{path}", tool.display()),
            status: 0,
        })
    }

    /// Runs a command; fails unless it prints what is shown.
    fn run(&mut self, line: &str, shown: &[String], may_fail: bool) -> Result<()> {
        println!("$ {line}");
        if let Some(folder) = line.strip_prefix("cd ") {
            self.folder = self.folder.join(folder);
            return Ok(());
        }
        let said = if line == STATUS {
            format!("{}\n", self.status)
        } else {
            self.execute(line)?
        };
        print!("{said}");
        ensure!(
            may_fail || self.status == 0 || line == STATUS,
            "`{line}` failed"
        );
        let lines: Vec<&str> = said.lines().collect();
        ensure!(
            tutorial::is_as_shown(shown, &lines),
            "`{line}` prints something else than the tutorial shows:\n{}",
            shown.join("\n")
        );
        Ok(())
    }

    fn execute(&mut self, line: &str) -> Result<String> {
        let mut command = self.command("sh");
        let output = command
            .arg("-c")
            .arg(format!("{{ {line}\n}} 2>&1"))
            .output()?;
        self.status = output.status.code().context("killed by a signal")?;
        Ok(String::from_utf8(output.stdout)?)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.folder)
            .env("PATH", &self.path)
            .env("CARGO_TARGET_DIR", place::projects())
            .stdin(Stdio::null());
        command
    }

    fn change(&mut self, diff: &str) -> Result<()> {
        let mut patch = self.command("patch");
        let mut patch = patch
            .args(["--strip=1", "--fuzz=0", "--no-backup-if-mismatch"])
            .stdin(Stdio::piped())
            .spawn()
            .context("cannot run patch")?;
        let mut input = patch.stdin.take().context("a pipe was asked for")?;
        input.write_all(diff.as_bytes())?;
        drop(input);
        if !patch.wait()?.success() {
            bail!("the change does not apply:\n{diff}");
        }
        Ok(())
    }
}
