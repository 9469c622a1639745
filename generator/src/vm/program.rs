//! The machine's own programs: where they are, which package brings them, how they are run.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

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
pub(super) fn find(name: &str) -> Result<PathBuf, Error> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(MORE_FOLDERS.iter().map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|file| is_executable(file))
        .ok_or_else(|| Error::ProgramMissing {
            program: name.to_owned(),
            package: package_of(name).to_owned(),
        })
}

fn package_of(program: &str) -> &str {
    PACKAGES
        .iter()
        .find(|(name, _)| *name == program)
        .map_or(program, |(_, package)| package)
}

fn is_executable(file: &Path) -> bool {
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
pub(super) fn bound_to_us(program: &Path) -> Result<Command, Error> {
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
pub(super) fn merged_output(mut command: Command) -> Result<(String, ExitStatus), Error> {
    let program = PathBuf::from(command.get_program());
    let error = |source| Error::Io {
        action: "run",
        path: program.clone(),
        source,
    };
    let (mut reader, writer) = io::pipe().map_err(error)?;
    command
        .stdout(writer.try_clone().map_err(error)?)
        .stderr(writer);
    let mut child = command.spawn().map_err(error)?;
    // The command holds the writing ends: while it lives, the reader sees no end.
    drop(command);
    let mut bytes = Vec::new();
    let read = reader.read_to_end(&mut bytes);
    let status = child.wait().map_err(error)?;
    read.map_err(error)?;
    Ok((String::from_utf8_lossy(&bytes).into_owned(), status))
}

fn failure(command: &Command, status: ExitStatus, text: &str) -> Error {
    let words = [command.get_program()]
        .into_iter()
        .chain(command.get_args());
    let command = words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ");
    Error::ProgramFailed {
        command,
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
