//! The machine's own programs: where they are, which package brings them, how they are run.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, PipeReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process_group};

use super::error::{Error, last_lines};

/// Program and Debian package, where the two differ.
const PACKAGES: &[(&str, &str)] = &[
    ("apt-cache", "apt"),
    ("apt-get", "apt"),
    ("busybox", "busybox-static"),
    ("chroot", "coreutils"),
    ("ldd", "libc-bin"),
    ("qemu-system-x86_64", "qemu-system-x86"),
    ("setpriv", "util-linux"),
    ("unshare", "util-linux"),
];

/// Folders that an ordinary user's PATH leaves out.
const MORE_FOLDERS: &[&str] = &["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin"];

/// Lines of a failed program's output that an error shows.
const TAIL_LINES: usize = 20;

/// Finds a program on PATH and in the system folders.
pub(crate) fn find(name: &str) -> Result<PathBuf, Error> {
    search_path()
        .into_iter()
        .map(|folder| folder.join(name))
        .find(|file| is_executable(file))
        .ok_or_else(|| Error::ProgramMissing {
            program: name.to_owned(),
            package: package_of(name).to_owned(),
        })
}

/// The folders of PATH, and the system's.
pub(crate) fn search_path() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(MORE_FOLDERS.iter().map(PathBuf::from))
        .collect()
}

fn package_of(program: &str) -> &str {
    PACKAGES
        .iter()
        .find(|(name, _)| *name == program)
        .map_or(program, |(_, package)| package)
}

pub(crate) fn is_executable(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

/// A command for a program that exists, without standard input and in the C locale.
pub(super) fn command(name: &str) -> Result<Command, Error> {
    let mut command = Command::new(find(name)?);
    command.stdin(Stdio::null()).env("LC_ALL", "C");
    Ok(command)
}

/// A command for a program that the kernel kills when the thread that starts it is gone: killed,
/// too.
///
/// `setpriv` asks for that and becomes the program, so the child's id is the program's.
pub(crate) fn bound_to_us(program: &Path) -> Result<Command, Error> {
    let mut command = command("setpriv")?;
    command.args(["--pdeathsig", "KILL", "--"]).arg(program);
    Ok(command)
}

/// Runs a command to its end and returns standard output; failure is an error with the end of both.
pub(super) fn output_of(command: &mut Command) -> Result<String, Error> {
    let output = command
        .output()
        .map_err(Error::io("run", command.get_program()))?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(stdout);
    }
    let text = stdout + &String::from_utf8_lossy(&output.stderr);
    Err(failure(command, output.status, &text))
}

/// Runs a command to its end and returns both outputs in the order of writing, and how it ended.
///
/// When `limit` has run out it is killed, with every process it started that stayed in its group.
pub(crate) fn merged_output(
    mut command: Command,
    limit: Duration,
) -> Result<(String, ExitStatus), Error> {
    let program = PathBuf::from(command.get_program());
    let error = |source| Error::Io {
        action: "run",
        path: program.clone(),
        source,
    };
    let words = words_of(&command);
    let (reader, writer) = io::pipe().map_err(error)?;
    command
        .stdout(writer.try_clone().map_err(error)?)
        .stderr(writer)
        .process_group(0);
    let mut child = command.spawn().map_err(error)?;
    // The command holds the writing ends: while it lives, the reader sees no end.
    drop(command);
    let deadline = Instant::now() + limit;
    let mut bytes = Vec::new();
    let is_over = read_until(reader, deadline, &mut bytes).and_then(|is_over| {
        if !is_over {
            kill_group(&child);
        }
        Ok((is_over, child.wait()?))
    });
    let text = String::from_utf8_lossy(&bytes).into_owned();
    match is_over.map_err(error)? {
        (true, status) => Ok((text, status)),
        (false, _) => Err(Error::TooLong {
            command: words,
            limit: limit.as_secs(),
            tail: last_lines(&text, TAIL_LINES),
        }),
    }
}

/// Reads to the end, or until the deadline: then the answer is no.
fn read_until(mut reader: PipeReader, deadline: Instant, bytes: &mut Vec<u8>) -> io::Result<bool> {
    let mut buffer = [0; 8192];
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(false);
        }
        let timeout = Timespec::try_from(left).ok();
        match poll(&mut [PollFd::new(&reader, PollFlags::IN)], timeout.as_ref()) {
            Ok(0) | Err(rustix::io::Errno::INTR) => continue,
            other => other?,
        };
        match reader.read(&mut buffer)? {
            0 => return Ok(true),
            count => bytes.extend_from_slice(buffer.get(..count).unwrap_or_default()),
        }
    }
}

fn kill_group(child: &Child) {
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    if let Some(group) = group {
        // It fails only when all of the group has ended.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

fn words_of(command: &Command) -> String {
    let words = [command.get_program()]
        .into_iter()
        .chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

fn failure(command: &Command, status: ExitStatus, text: &str) -> Error {
    Error::ProgramFailed {
        command: words_of(command),
        status: status.to_string(),
        tail: last_lines(text, TAIL_LINES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_names_its_package() {
        let error = find("busybox-that-is-not-there").unwrap_err().to_string();
        assert!(
            error.contains("apt-get install busybox-that-is-not-there"),
            "{error}"
        );
        assert_eq!(package_of("qemu-system-x86_64"), "qemu-system-x86");
    }

    #[test]
    fn what_takes_too_long_is_killed_with_its_children() {
        let mut sleeper = command("sh").unwrap();
        sleeper.args(["-c", "echo begun; sleep 600 & wait"]);
        let since = Instant::now();
        let error = merged_output(sleeper, Duration::from_millis(300)).unwrap_err();
        assert!(since.elapsed() < Duration::from_secs(60));
        assert!(matches!(error, Error::TooLong { .. }), "{error}");
        assert!(error.to_string().contains("begun"), "{error}");
    }

    #[test]
    fn a_failure_shows_what_was_written() {
        let error = output_of(
            command("sh")
                .unwrap()
                .args(["-c", "echo out; echo err >&2; exit 3"]),
        )
        .unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("out\nerr") && text.contains("exit status: 3"),
            "{text}"
        );
    }
}
