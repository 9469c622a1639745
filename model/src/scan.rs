//! A look at text before the parser: what would exhaust it is refused. The parser calls
//! itself for what nests and for what operators chain, and so does dropping what it made.

use proc_macro2::Span;

use crate::{Diagnostics, rules};

/// Bytes of a source: what the parser makes of one takes two hundred times as many.
pub const MOST_BYTES: usize = 4 << 20;

/// Brackets inside each other; real sources have a dozen.
const MOST_LEVELS: usize = 200;

/// Operators without a comma, bracket or semicolon between; real sources have a dozen.
const MOST_OPERATORS: usize = 400;

/// Digits of one number. The parser's time grows with their square.
const MOST_DIGITS: usize = 1000;

/// Reports brackets that nest too deeply, operators that chain too long and numbers that
/// are too long, at most one of each. Comments and strings are left out as well as can be
/// told without a lexer.
pub fn check_text(text: &str, found: &mut Diagnostics) {
    let mut seen = Seen::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = skipped(rest);
        if length > 0 {
            seen.look_at(' ');
        } else {
            seen.look_at(c);
        }
        rest = rest.get(length.max(c.len_utf8())..).unwrap_or_default();
    }
    let span = Span::call_site();
    if seen.deepest > MOST_LEVELS || seen.most_operators > MOST_OPERATORS {
        found.push(&rules::NESTED, span, &[("most", &MOST_LEVELS.to_string())]);
    }
    if seen.longest > MOST_DIGITS {
        let words = [
            ("count", &*seen.longest.to_string()),
            ("most", &*MOST_DIGITS.to_string()),
        ];
        found.push(&rules::LONG_TOKEN, span, &words);
    }
}

/// How long the comment or string is that `rest` begins with; 0 if it is none.
fn skipped(rest: &str) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return rest.find("*/").map_or(rest.len(), |end| end + 2);
    }
    // A quote as a character.
    if rest.starts_with("'\"'") {
        return 3;
    }
    if !rest.starts_with('"') {
        return 0;
    }
    let mut escaped = false;
    for (index, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The counts of a text, up to some character of it.
#[derive(Default)]
struct Seen {
    levels: usize,
    angles: usize,
    operators: usize,
    digits: usize,
    before: char,
    deepest: usize,
    most_operators: usize,
    longest: usize,
}

impl Seen {
    fn look_at(&mut self, c: char) {
        match c {
            '(' | '[' | '{' => self.levels += 1,
            ')' | ']' | '}' => self.levels = self.levels.saturating_sub(1),
            '<' => self.angles += 1,
            '>' if self.before != '-' && self.before != '=' => {
                self.angles = self.angles.saturating_sub(1);
            }
            _ => {}
        }
        match c {
            ';' | '{' | '}' => (self.angles, self.operators) = (0, 0),
            ',' | '(' | ')' | '[' | ']' => self.operators = 0,
            _ if c.is_ascii_punctuation() && !"_'\"#$".contains(c) => self.operators += 1,
            _ => {}
        }
        let is_digit = c.is_ascii_hexdigit() || c == '_';
        self.digits = if is_digit { self.digits + 1 } else { 0 };
        if self.before.is_ascii_digit() || self.digits > 1 {
            self.longest = self.longest.max(self.digits);
        }
        self.deepest = self.deepest.max(self.levels + self.angles);
        self.most_operators = self.most_operators.max(self.operators);
        self.before = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        let mut found = Diagnostics::default();
        check_text(text, &mut found);
        found.iter().map(|one| one.rule.code).collect()
    }

    #[test]
    fn only_the_absurd_is_refused() {
        assert!(codes("fn a(&self) -> Option<&T> { if a < b { (1, 2) } else { [3] } }").is_empty());
        assert_eq!(codes(&"(".repeat(300)), ["SO0073"]);
        assert_eq!(codes(&"Vec<".repeat(300)), ["SO0073"]);
        assert_eq!(codes(&"*const ".repeat(500)), ["SO0073"]);
        assert_eq!(codes(&"1+".repeat(500)), ["SO0073"]);
        assert_eq!(codes(&"9".repeat(2000)), ["SO0074"]);
    }

    #[test]
    fn comments_and_strings_are_no_code() {
        assert!(codes(&"/// ((((-----\n".repeat(300)).is_empty());
        assert!(codes(&"/* ((( --- */".repeat(300)).is_empty());
        assert!(codes(&format!("\"{}\\\"\"", "((--".repeat(300))).is_empty());
        assert_eq!(codes(&format!("'\"' {}", "(".repeat(300))), ["SO0073"]);
    }
}
