//! What the kernel log says while an instance is attached: a generated module names the
//! member that it refuses there, since an error number cannot.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom};
use std::os::unix::fs::OpenOptionsExt as _;

/// Each read gives one record; a buffer that is too small for it gives nothing. The
/// kernel's own is 2048 bytes: `PRINTK_MESSAGE_MAX` in kernel/printk/internal.h.
const RECORD: usize = 8192;

/// A log that grows as fast as it is read must not hold up the error.
const MOST_RECORDS: usize = 4096;

/// `KERN_WARNING`, at which modules refuse.
const WARNING: u32 = 4;

/// The kernel log from one moment on.
pub(super) struct KernelLog {
    /// `None` where the log may not be read: the error then has the number alone.
    file: Option<File>,
}

impl KernelLog {
    /// Remembers where the log ends now.
    pub(super) fn from_now() -> Self {
        let file = OpenOptions::new()
            .read(true)
            .custom_flags(libc::O_NONBLOCK)
            .open("/dev/kmsg");
        let at_end = |mut file: File| file.seek(SeekFrom::End(0)).is_ok().then_some(file);
        Self {
            file: file.ok().and_then(at_end),
        }
    }

    /// The warnings since then that begin with the type's name, a line each.
    pub(super) fn warnings_of(self, name: &str) -> String {
        let mut lines: Vec<String> = Vec::new();
        let Some(mut file) = self.file else {
            return String::new();
        };
        let mut buffer = [0; RECORD];
        for _ in 0..MOST_RECORDS {
            match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(size) => {
                    let record = buffer.get(..size).unwrap_or_default();
                    lines.extend(warning_of(name, &String::from_utf8_lossy(record)));
                }
                // EPIPE: records were overwritten before they were read.
                Err(error)
                    if matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::Interrupted) => {}
                Err(_) => break,
            }
        }
        lines.join("\n")
    }
}

/// The text of a record, `priority,sequence,time,flags;text` and lines of properties, if
/// it is a warning of the type.
fn warning_of(name: &str, record: &str) -> Option<String> {
    let (head, body) = record.split_once(';')?;
    let priority: u32 = head.split(',').next()?.parse().ok()?;
    let text = body.lines().next()?;
    // The facility stands above the lowest three bits.
    let is_warning = priority & 7 <= WARNING;
    let is_of_type = text
        .strip_prefix(name)
        .is_some_and(|rest| rest.starts_with(": "));
    (is_warning && is_of_type).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warning(record: &str) -> Option<String> {
        warning_of("player_ops", record)
    }

    #[test]
    fn a_warning_of_the_type_is_its_first_line() {
        let record = "4,812,5140900,-;player_ops: volume is 101, not from 0 to 100\n SUBSYSTEM=x\n";
        assert_eq!(
            warning(record).as_deref(),
            Some("player_ops: volume is 101, not from 0 to 100")
        );
    }

    #[test]
    fn other_types_and_other_levels_are_left_out() {
        assert_eq!(warning("4,1,2,-;player_ops_2: name must be set\n"), None);
        assert_eq!(warning("4,1,2,-;other: player_ops: name\n"), None);
        assert_eq!(warning("4,1,2,-;player_ops registered\n"), None);
        assert_eq!(warning("6,1,2,-;player_ops: volume is 80\n"), None);
    }

    #[test]
    fn the_facility_is_no_part_of_the_level() {
        assert!(warning("12,1,2,-;player_ops: name must be set\n").is_some());
        assert_eq!(warning("14,1,2,-;player_ops: name must be set\n"), None);
    }

    #[test]
    fn what_is_no_record_says_nothing() {
        for text in ["", ";", "4", "x,1;player_ops: a", "4,1;"] {
            assert_eq!(warning(text), None, "{text}");
        }
    }

    #[test]
    fn a_log_that_cannot_be_read_says_nothing() {
        let log = KernelLog { file: None };
        assert_eq!(log.warnings_of("player_ops"), "");
    }
}
