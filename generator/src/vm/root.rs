//! Another Debian in a folder: commands in it, with a /proc that goes away with them.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::Error;
use super::program;

/// A command inside a root, still without its program: arguments are the program and its own.
pub(super) fn command(root: &Path, step: &'static str) -> Result<Command, Error> {
    let mut command = isolated(step)?;
    command.arg(format!("--root={}", root.display())).arg("--");
    command
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .env_remove("TMPDIR");
    Ok(command)
}

/// The same outside of any root: `unshare`, waiting for more options or for a program.
///
/// It runs in name spaces of its own, where /proc is mounted (objtool and Debian's package scripts
/// want it). What is mounted there nobody else sees, and mounts and processes end with the command,
/// and with the thread that called.
pub(super) fn isolated(step: &'static str) -> Result<Command, Error> {
    if !rustix::process::geteuid().is_root() {
        return Err(Error::NotRoot { step });
    }
    let mut command = program::bound_to_us(&program::find("unshare")?)?;
    command.args(["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]);
    Ok(command)
}

/// A path of this machine as it is called inside the root.
pub(super) fn path_inside(root: &Path, path: &Path) -> PathBuf {
    Path::new("/").join(path.strip_prefix(root).unwrap_or(path))
}
