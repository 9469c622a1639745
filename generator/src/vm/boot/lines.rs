//! Lines from a file descriptor, without ever waiting for one.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::os::fd::OwnedFd;

/// A reader that hands out what is there.
pub(super) struct Lines {
    file: File,
    splitter: Splitter,
    is_open: bool,
}

impl Lines {
    pub(super) fn new(fd: OwnedFd) -> std::io::Result<Self> {
        rustix::io::ioctl_fionbio(&fd, true)?;
        Ok(Self {
            file: fd.into(),
            splitter: Splitter::default(),
            is_open: true,
        })
    }

    pub(super) fn fd(&self) -> &File {
        &self.file
    }

    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// The complete lines that have arrived, and at the end of the file what is left.
    pub(super) fn read(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut chunk = [0; 4096];
        while self.is_open {
            match self.file.read(&mut chunk) {
                Ok(0) => self.is_open = false,
                Ok(count) => {
                    lines.extend(self.splitter.push(chunk.get(..count).unwrap_or_default()));
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return lines,
                Err(_) => self.is_open = false,
            }
        }
        lines.extend(self.splitter.finish());
        lines
    }
}

/// Cuts bytes into lines. A serial console ends lines with CR LF; what is no UTF-8 is replaced.
#[derive(Default)]
struct Splitter {
    rest: Vec<u8>,
}

impl Splitter {
    fn push(&mut self, bytes: &[u8]) -> Vec<String> {
        self.rest.extend_from_slice(bytes);
        let Some(last) = self.rest.iter().rposition(|&byte| byte == b'\n') else {
            return Vec::new();
        };
        let rest = self.rest.split_off(last + 1);
        let complete = std::mem::replace(&mut self.rest, rest);
        let lines = complete
            .strip_suffix(b"\n")
            .unwrap_or(&complete)
            .split(|&byte| byte == b'\n');
        lines.map(to_text).collect()
    }

    fn finish(&mut self) -> Option<String> {
        let rest = std::mem::take(&mut self.rest);
        (!rest.is_empty()).then(|| to_text(&rest))
    }
}

fn to_text(line: &[u8]) -> String {
    String::from_utf8_lossy(line)
        .trim_end_matches('\r')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_wherever_the_pieces_end() {
        let mut splitter = Splitter::default();
        assert!(splitter.push(b"on").is_empty());
        assert_eq!(splitter.push(b"e\r\n\ntw"), ["one", ""]);
        assert_eq!(splitter.push(b"o\n"), ["two"]);
        assert_eq!(splitter.finish(), None);
        assert!(splitter.push(b"end").is_empty());
        assert_eq!(splitter.finish().as_deref(), Some("end"));
    }
}
