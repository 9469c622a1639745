//! What runs the machine: KVM where it works, else QEMU's own emulation.

use std::fs::File;
use std::io::Read;
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::machine::Child;
use crate::vm::error::Error;

/// How long KVM gets to run the first instructions of the firmware.
const PROBE_LIMIT: Duration = Duration::from_secs(5);

/// What this process found out about KVM.
static KVM_WORKS: Mutex<Option<bool>> = Mutex::new(None);

/// What runs the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Accel {
    /// KVM if it works, else emulation; found out once per process.
    #[default]
    Auto,
    /// Hardware virtualisation.
    Kvm,
    /// QEMU's emulation: slower, works everywhere.
    Tcg,
    /// Emulation whose clock counts instructions, a nanosecond each; takes one processor.
    Counting,
}

impl Accel {
    /// QEMU's arguments.
    ///
    /// `thread=single`: with one thread per CPU, patching kernel text (static keys, trampolines)
    /// under load crashes the guest. `la57=off`: five-level page tables double the cost of every
    /// emulated page walk.
    pub(super) fn args(self) -> &'static [&'static str] {
        match self {
            Self::Kvm => &["-accel", "kvm", "-cpu", "host"],
            Self::Counting => &[
                "-accel",
                "tcg,thread=single",
                "-icount",
                "shift=0,sleep=off",
                "-cpu",
                "max,la57=off",
            ],
            Self::Auto | Self::Tcg => &["-accel", "tcg,thread=single", "-cpu", "max,la57=off"],
        }
    }

    /// `Kvm` or `Tcg`, probing the machine where the caller left it open.
    pub(super) fn decide(self) -> Result<Self, Error> {
        if self != Self::Auto {
            return Ok(self);
        }
        let mut verdict = KVM_WORKS.lock().unwrap_or_else(PoisonError::into_inner);
        let works = match *verdict {
            Some(works) => works,
            None => probe_kvm()?,
        };
        *verdict = Some(works);
        Ok(if works { Self::Kvm } else { Self::Tcg })
    }
}

/// Remembers that KVM failed in spite of the probe.
pub(super) fn give_up_kvm() {
    *KVM_WORKS.lock().unwrap_or_else(PoisonError::into_inner) = Some(false);
}

/// Starts the firmware alone under KVM. It writes its name to its debug port with its first
/// instructions; `/dev/kvm` may exist and yet make QEMU fail, or hang before that.
fn probe_kvm() -> Result<bool, Error> {
    if File::options()
        .read(true)
        .write(true)
        .open("/dev/kvm")
        .is_err()
    {
        return Ok(false);
    }
    let mut qemu = Child::command()?;
    qemu.args(Accel::Kvm.args())
        .args(["-m", "32", "-nodefaults", "-display", "none"]);
    qemu.args(["-global", "isa-debugcon.iobase=0x402", "-debugcon", "stdio"]);
    qemu.stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut qemu = Child::spawn(&mut qemu)?;
    let Some(mut output) = qemu.take_stdout() else {
        return Ok(false);
    };
    let deadline = Instant::now() + PROBE_LIMIT;
    loop {
        let rest = deadline.saturating_duration_since(Instant::now());
        let timeout = Timespec::try_from(rest).ok();
        let ready = poll(&mut [PollFd::new(&output, PollFlags::IN)], timeout.as_ref());
        if ready == Err(rustix::io::Errno::INTR) {
            continue;
        }
        let mut byte = [0];
        // A first byte means that the firmware ran; the end of the output that QEMU gave up.
        return Ok(ready.is_ok_and(|count| count > 0)
            && output.read(&mut byte).is_ok_and(|count| count > 0));
    }
}
