//! C of the user's, as far as one must read it to know what it mentions.

use std::ops::Range;

/// A text without comments and literals; what is left stands where it stood.
pub(super) struct Code {
    text: Vec<u8>,
    /// With its literals: the names of included headers are such.
    includes: Vec<String>,
}

impl Code {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self {
            text: blank(bytes),
            includes: includes(bytes),
        }
    }

    /// The lines, from 1, in which a word stands.
    pub(super) fn lines_of(&self, word: &str) -> Vec<usize> {
        let mut lines: Vec<usize> = self
            .words(0..self.text.len())
            .filter(|range| self.is(range, word))
            .map(|range| self.line_at(range.start))
            .collect();
        lines.dedup();
        lines
    }

    /// Whether a word stands anywhere.
    pub(super) fn has(&self, word: &str) -> bool {
        let mut words = self.words(0..self.text.len());
        words.any(|range| self.is(&range, word))
    }

    /// Whether a header is included.
    pub(super) fn includes(&self, header: &str) -> bool {
        self.includes.iter().any(|name| name == header)
    }

    /// The lines in which instances of a type set a member: `.play = ` in what follows
    /// `struct player_ops x = `.
    pub(super) fn lines_setting(&self, type_name: &str, member: &str) -> Vec<usize> {
        let mut lines = Vec::new();
        for range in self.instances(type_name) {
            let members = self.words(range.clone()).filter(|word| {
                self.is(word, member)
                    && self.byte_before(word.start) == Some(b'.')
                    && self.byte_after(word.end) == Some(b'=')
            });
            lines.extend(members.map(|word| self.line_at(word.start)));
        }
        lines
    }

    /// The braces behind `struct <type> <name> = `.
    fn instances(&self, type_name: &str) -> Vec<Range<usize>> {
        let words: Vec<Range<usize>> = self.words(0..self.text.len()).collect();
        let mut found = Vec::new();
        for pair in words.windows(2) {
            let [kind, tag] = pair else { continue };
            if !self.is(kind, "struct") || !self.is(tag, type_name) {
                continue;
            }
            // Up to the brace there is a declarator, and no end of a statement.
            let rest = self.text.get(tag.end..).unwrap_or_default();
            let is_end = |byte: &u8| matches!(byte, b'{' | b';' | b')');
            let Some(offset) = rest.iter().position(is_end) else {
                continue;
            };
            let between = rest.get(..offset).unwrap_or_default();
            if rest.get(offset) == Some(&b'{') && between.contains(&b'=') {
                let start = tag.end + offset;
                found.push(start..self.closing(start));
            }
        }
        found
    }

    /// Where the brace at `start` is closed.
    fn closing(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        for (index, byte) in self.text.iter().enumerate().skip(start) {
            match byte {
                b'{' => depth += 1,
                b'}' if depth == 1 => return index,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        self.text.len()
    }

    fn words(&self, within: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let mut at = within.start;
        std::iter::from_fn(move || {
            let rest = self.text.get(at..within.end)?;
            let start = at + rest.iter().position(|byte| is_word(*byte))?;
            let rest = self.text.get(start..within.end)?;
            let length = rest.iter().position(|byte| !is_word(*byte));
            at = length.map_or(within.end, |length| start + length);
            Some(start..at)
        })
    }

    fn is(&self, range: &Range<usize>, word: &str) -> bool {
        self.text.get(range.clone()) == Some(word.as_bytes())
    }

    fn byte_before(&self, at: usize) -> Option<u8> {
        let before = self.text.get(..at)?.iter().rev();
        before.copied().find(|byte| !byte.is_ascii_whitespace())
    }

    fn byte_after(&self, at: usize) -> Option<u8> {
        let after = self.text.get(at..)?.iter();
        after.copied().find(|byte| !byte.is_ascii_whitespace())
    }

    fn line_at(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.split(|byte| *byte == b'\n').count()
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The headers that a text includes, in quotes or angles, by their last name.
fn includes(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let header = |line: &str| {
        let rest = line.trim_start().strip_prefix('#')?.trim_start();
        let name = rest.strip_prefix("include")?.trim_start();
        let name = name.get(1..)?.split(['"', '>']).next()?;
        name.rsplit('/').next().map(str::to_owned)
    };
    text.lines().filter_map(header).collect()
}

/// Where the reader of a text is.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Code,
    Block,
    Line,
    Literal(u8),
}

/// Blanks comments and literals; line ends stay.
pub(super) fn blank(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut state = State::Code;
    let mut rest = bytes;
    while let Some(&byte) = rest.first() {
        let next = rest.get(1).copied();
        // How many bytes belong together, what they lead to, and whether they stay.
        let (count, after, stays) = match (state, byte, next) {
            (State::Code, b'/', Some(b'*')) => (2, State::Block, false),
            (State::Code, b'/', Some(b'/')) => (2, State::Line, false),
            (State::Code, b'"' | b'\'', _) => (1, State::Literal(byte), false),
            (State::Block, b'*', Some(b'/')) => (2, State::Code, false),
            (State::Literal(_) | State::Line, b'\\', Some(_)) => (2, state, false),
            (State::Literal(quote), ..) if byte == quote => (1, State::Code, false),
            // A literal without an end is a mistake; it ends with its line.
            (State::Code, ..) | (State::Literal(_) | State::Line, b'\n', _) => {
                (1, State::Code, true)
            }
            _ => (1, state, false),
        };
        let (taken, left) = rest.split_at(count.min(rest.len()));
        let kept = |byte: &u8| if stays || *byte == b'\n' { *byte } else { b' ' };
        out.extend(taken.iter().map(kept));
        (state, rest) = (after, left);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &[u8] = b"#include \"player_ops.bpf.h\"\n\
        /* PLAYER_OPS_STOP is gone */\n\
        PLAYER_OPS_PLAY(play, int id)\n{\n\
        \tbpf_printk(\"PLAYER_OPS_STOP // \\\" %d\", id); // PLAYER_OPS_STOP\n}\n\
        struct player_ops;\n\
        struct other x = { .stop = 1 };\n\
        struct player_ops player = {\n\t.play = (void *)play, .list = { .stop = 1 },\n};\n\
        int f(struct player_ops *ops) { return ops->name == 0; }\n";

    #[test]
    fn comments_and_literals_mention_nothing() {
        let code = Code::of(PROGRAM);
        assert_eq!(code.lines_of("PLAYER_OPS_STOP"), [0; 0]);
        assert_eq!(code.lines_of("PLAYER_OPS_PLAY"), [3]);
        assert!(code.has("play") && !code.has("pla"));
        assert_eq!(blank(PROGRAM).len(), PROGRAM.len());
    }

    #[test]
    fn members_are_those_of_instances_of_the_type() {
        let code = Code::of(PROGRAM);
        assert_eq!(code.lines_setting("player_ops", "play"), [10]);
        assert_eq!(code.lines_setting("other", "stop"), [8]);
        assert_eq!(code.lines_setting("player_ops", "name"), [0; 0]);
    }

    #[test]
    fn headers_are_known_by_their_last_name() {
        let code = Code::of(b"# include <x/a.h>\n#include \"b.h\"\n// #include \"c.h\"\n");
        assert!(code.includes("a.h") && code.includes("b.h") && !code.includes("c.h"));
    }

    #[test]
    fn whatever_bytes_there_are_it_ends() {
        for bytes in [
            &b"\""[..],
            b"/*",
            b"//\\",
            b"'\\",
            b"\xff\xfe/",
            b"struct x = {",
        ] {
            assert_eq!(blank(bytes).len(), bytes.len());
            Code::of(bytes).lines_setting("x", "y");
        }
    }
}
