//! Changes as bytes, for the process that carries them out; and its verdict, for the one
//! that waits.

use std::ffi::OsString;
use std::io;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::PathBuf;

use super::{Change, Rank, Unwritten};

/// How a plan begins, and how a verdict does.
const PLAN: &[u8] = b"structops-gen plan 1\n";
const DONE: &[u8] = b"structops-gen done\n";
const FAILED: &[u8] = b"structops-gen failed\n";

/// How both end: without it the sender died while it wrote.
const END: &[u8] = b"\nend\n";

/// Changes as bytes.
pub fn of_changes(changes: &[Change]) -> Vec<u8> {
    let mut bytes = PLAN.to_vec();
    put_number(&mut bytes, changes.len());
    for change in changes {
        bytes.push(change.rank as u8);
        put(&mut bytes, change.path.as_os_str().as_bytes());
        bytes.push(u8::from(change.old.is_some()));
        put(&mut bytes, change.old.as_deref().unwrap_or_default());
        put(&mut bytes, &change.new);
    }
    bytes.extend_from_slice(END);
    bytes
}

/// The changes in bytes; `None` for a plan that is not complete.
pub fn changes(bytes: &[u8]) -> Option<Vec<Change>> {
    let mut rest = Rest(body(bytes, PLAN)?);
    let count = rest.number()?;
    let mut changes = Vec::new();
    for _ in 0..count {
        let rank = rest.byte()?;
        let path = rest.path()?;
        let is_there = rest.byte()? == 1;
        let old = rest.bytes()?.to_vec();
        changes.push(Change {
            rank: Rank::ALL.into_iter().find(|one| *one as u8 == rank)?,
            path,
            old: is_there.then_some(old),
            new: rest.bytes()?.to_vec(),
        });
    }
    rest.0.is_empty().then_some(changes)
}

/// A verdict as bytes.
pub fn of_verdict(verdict: &Result<(), Unwritten>) -> Vec<u8> {
    let mut bytes = Vec::new();
    match verdict {
        Ok(()) => bytes.extend_from_slice(DONE),
        Err(unwritten) => {
            bytes.extend_from_slice(FAILED);
            put(&mut bytes, unwritten.path.as_os_str().as_bytes());
            let code = unwritten.source.raw_os_error().unwrap_or(0);
            put(&mut bytes, code.to_string().as_bytes());
            put(&mut bytes, unwritten.source.to_string().as_bytes());
            put_number(&mut bytes, unwritten.left.len());
            for path in &unwritten.left {
                put(&mut bytes, path.as_os_str().as_bytes());
            }
        }
    }
    bytes.extend_from_slice(END);
    bytes
}

/// The verdict in bytes; `None` if whoever should give it ended before.
pub fn verdict(bytes: &[u8]) -> Option<Result<(), Unwritten>> {
    if body(bytes, DONE).is_some() {
        return Some(Ok(()));
    }
    let mut rest = Rest(body(bytes, FAILED)?);
    let path = rest.path()?;
    let code: i32 = rest.text()?.parse().ok()?;
    let words = rest.text()?;
    let source = match code {
        0 => io::Error::other(words),
        code => io::Error::from_raw_os_error(code),
    };
    let count = rest.number()?;
    let left = (0..count).map(|_| rest.path()).collect::<Option<_>>()?;
    Some(Err(Unwritten { path, source, left }))
}

fn body<'a>(bytes: &'a [u8], head: &[u8]) -> Option<&'a [u8]> {
    bytes.strip_prefix(head)?.strip_suffix(END)
}

fn put_number(to: &mut Vec<u8>, number: usize) {
    to.extend_from_slice(&(number as u64).to_le_bytes());
}

fn put(to: &mut Vec<u8>, bytes: &[u8]) {
    put_number(to, bytes.len());
    to.extend_from_slice(bytes);
}

/// What has not been read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn number(&mut self) -> Option<usize> {
        let bytes = self.take(8)?.try_into().ok()?;
        usize::try_from(u64::from_le_bytes(bytes)).ok()
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let count = self.number()?;
        self.take(count)
    }

    fn path(&mut self) -> Option<PathBuf> {
        let bytes = self.bytes()?.to_vec();
        Some(PathBuf::from(OsString::from_vec(bytes)))
    }

    fn text(&mut self) -> Option<String> {
        String::from_utf8(self.bytes()?.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Vec<Change> {
        let change = |rank, old: Option<&[u8]>, path: &[u8]| Change {
            rank,
            path: OsString::from_vec(path.to_vec()).into(),
            old: old.map(<[u8]>::to_vec),
            new: b"new \xff\nend\n".to_vec(),
        };
        vec![
            change(Rank::User, Some(b"old \xfe"), b"src/caf\xe9"),
            change(Rank::Header, None, b"kmod/player_ops.h"),
            change(Rank::Source, Some(b""), b"x"),
        ]
    }

    #[test]
    fn a_plan_arrives_as_it_was_sent() {
        assert_eq!(changes(&of_changes(&plan())).unwrap(), plan());
        assert_eq!(changes(&of_changes(&[])).unwrap(), []);
    }

    #[test]
    fn a_part_of_a_plan_is_none() {
        let bytes = of_changes(&plan());
        for end in 0..bytes.len() {
            assert_eq!(changes(&bytes[..end]), None, "{end}");
        }
    }

    #[test]
    fn a_verdict_arrives_as_it_was_sent() {
        verdict(&of_verdict(&Ok(()))).unwrap().unwrap();
        for source in [
            io::Error::from_raw_os_error(28),
            io::Error::other("changed"),
        ] {
            let words = source.to_string();
            let sent = Err(Unwritten {
                path: "a".into(),
                source,
                left: vec!["b".into()],
            });
            let bytes = of_verdict(&sent);
            let received = verdict(&bytes).unwrap().unwrap_err();
            assert_eq!(received.source.to_string(), words);
            assert_eq!(received.left, [PathBuf::from("b")]);
            assert!(verdict(&bytes[..bytes.len() - 1]).is_none());
        }
    }
}
