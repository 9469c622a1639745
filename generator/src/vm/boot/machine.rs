//! One QEMU process and the lines that come out of it.

use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::process::{self, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{FdFlags, fcntl_setfd};

use super::lines::Lines;
use super::{Accel, Boot};
use crate::vm::error::Error;
use crate::vm::program;

const QEMU: &str = "qemu-system-x86_64";

/// Kernel arguments: console on the first serial port, every message on it, whatever the script
/// writes to /dev/kmsg too; an oops ends the run at once (`-no-reboot`), since what follows one
/// proves nothing.
const KERNEL_ARGS: &str = "console=ttyS0 8250.nr_uarts=4 loglevel=8 ignore_loglevel printk.devkmsg=on \
                           oops=panic panic=-1 rdinit=/init";

/// A QEMU process that does not outlive this value, nor this process.
pub(super) struct Child(process::Child);

impl Child {
    pub(super) fn command() -> Result<Command, Error> {
        program::bound_to_us(&program::find(QEMU)?)
    }

    pub(super) fn spawn(command: &mut Command) -> Result<Self, Error> {
        command.spawn().map(Self).map_err(Error::io("start", QEMU))
    }

    pub(super) fn take_stdout(&mut self) -> Option<ChildStdout> {
        self.0.stdout.take()
    }

    fn wait(&mut self) -> io::Result<ExitStatus> {
        self.0.wait()
    }

    fn kill(&mut self) {
        // It fails only for a process that has ended.
        let _ = self.0.kill();
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.kill();
        let _ = self.wait();
    }
}

/// A running virtual machine.
pub(super) struct Machine {
    child: Child,
    console: Lines,
    protocol: Lines,
    errors: Lines,
}

/// Lines that arrived together. The console's come first: the guest writes a mark to the kernel log
/// before the one on the second port.
#[derive(Default)]
pub(super) struct Arrived {
    pub(super) console: Vec<String>,
    pub(super) protocol: Vec<String>,
    pub(super) errors: Vec<String>,
    pub(super) is_end: bool,
}

impl Machine {
    /// Starts QEMU. The serial ports write into pipes that QEMU opens a second time by their
    /// number: standard output is the console, and standard input, which a machine without keyboard
    /// does not need, the protocol. The initial file system is a file without a name, which QEMU
    /// inherits and opens by its number, too.
    pub(super) fn start(boot: &Boot, accel: Accel, initramfs: File) -> Result<Self, Error> {
        let inherited = inheritable(&initramfs).map_err(Error::io("hand the files to", QEMU))?;
        let mut command = Child::command()?;
        command.args(accel.args());
        command.args([
            "-no-user-config",
            "-nodefaults",
            "-display",
            "none",
            "-no-reboot",
            "-nic",
            "none",
        ]);
        command
            .arg("-m")
            .arg(format!("{}M", boot.memory_mb))
            .arg("-smp")
            .arg(boot.cpus.to_string());
        command
            .arg("-kernel")
            .arg(&boot.kernel.image)
            .arg("-initrd")
            .arg(format!("/proc/self/fd/{}", inherited.as_raw_fd()));
        let extra = boot.kernel_args.join(" ");
        command
            .arg("-append")
            .arg(format!("{KERNEL_ARGS} {extra}").trim_end());
        for (id, path) in [("console", "/dev/fd/1"), ("protocol", "/dev/fd/0")] {
            command
                .arg("-chardev")
                .arg(format!("file,id={id},path={path}"));
            command.arg("-serial").arg(format!("chardev:{id}"));
        }
        let pipe = || io::pipe().map_err(Error::io("make a pipe for", QEMU));
        let (console, console_end) = pipe()?;
        let (protocol, protocol_end) = pipe()?;
        let (errors, errors_end) = pipe()?;
        command
            .stdin(Stdio::from(OwnedFd::from(protocol_end)))
            .stdout(console_end)
            .stderr(errors_end);
        let child = Child::spawn(&mut command)?;
        // The command holds the writing ends: while it lives, the readers see no end. The files are
        // QEMU's alone from here on, and their space is free again when it ends.
        drop((command, initramfs, inherited));
        let lines = |reader: io::PipeReader| {
            Lines::new(reader.into()).map_err(Error::io("read from", QEMU))
        };
        Ok(Self {
            child,
            console: lines(console)?,
            protocol: lines(protocol)?,
            errors: lines(errors)?,
        })
    }

    /// Waits until something arrives, at most `timeout`.
    pub(super) fn receive(&mut self, timeout: Duration) -> Arrived {
        let timeout = Timespec::try_from(timeout).ok();
        let open = [&self.console, &self.protocol, &self.errors]
            .into_iter()
            .filter(|lines| lines.is_open());
        let mut fds: Vec<_> = open
            .map(|lines| PollFd::new(lines.fd(), PollFlags::IN))
            .collect();
        // An interrupted or failed wait only means that nothing may have arrived.
        let _ = poll(&mut fds, timeout.as_ref());
        // The console is read last and handed out first, so that no mark overtakes the lines before
        // it.
        let errors = self.errors.read();
        let protocol = self.protocol.read();
        let console = self.console.read();
        let is_end = ![&self.console, &self.protocol, &self.errors]
            .into_iter()
            .any(Lines::is_open);
        Arrived {
            console,
            protocol,
            errors,
            is_end,
        }
    }

    /// Ends the machine and says how it ended.
    pub(super) fn stop(mut self) -> Option<ExitStatus> {
        self.child.kill();
        self.child.wait().ok()
    }
}

/// The file under a number that programs started from now on have, too. A program that another
/// thread starts in between gets it as well and merely keeps its space a little longer.
fn inheritable(file: &File) -> io::Result<File> {
    // The copy's number is above the standard ones, which a command sets up anew.
    let copy = file.try_clone()?;
    fcntl_setfd(&copy, FdFlags::empty())?;
    Ok(copy)
}
