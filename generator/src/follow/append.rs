//! Text at the end of a file whose bytes stay as they are.

/// The bytes of a file with a stub below them, an empty line between, in the line ends of the
/// file.
pub(super) fn append(old: &[u8], stub: &str) -> Vec<u8> {
    let end = end_of_lines(old);
    let mut new = old.to_vec();
    if !old.is_empty() {
        if !old.ends_with(b"\n") {
            new.extend_from_slice(end);
        }
        new.extend_from_slice(end);
    }
    for line in stub.lines() {
        new.extend_from_slice(line.as_bytes());
        new.extend_from_slice(end);
    }
    new
}

/// How the first line of a file ends.
fn end_of_lines(bytes: &[u8]) -> &'static [u8] {
    let first = bytes.split_inclusive(|byte| *byte == b'\n').next();
    if first.is_some_and(|line| line.ends_with(b"\r\n")) {
        b"\r\n"
    } else {
        b"\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_before_stay_as_they_are() {
        for (old, wanted) in [
            (&b""[..], &b"a\nb\n"[..]),
            (b"x\n", b"x\n\na\nb\n"),
            (b"x", b"x\n\na\nb\n"),
            (b"x\r\ny\r\n", b"x\r\ny\r\n\r\na\r\nb\r\n"),
            (b"x\r\ny", b"x\r\ny\r\n\r\na\r\nb\r\n"),
            (b"caf\xe9\xff\n", b"caf\xe9\xff\n\na\nb\n"),
        ] {
            assert_eq!(append(old, "a\nb\n"), wanted, "{old:?}");
        }
    }
}
