//! A look at a source before the parser: text that would exhaust it is refused.

use proc_macro2::Span;
use structops_model::{Diagnostics, rules};

/// Brackets inside each other; real sources have a dozen.
const MOST_LEVELS: usize = 200;

/// Digits of one number. The parser's time grows with their square.
const MOST_DIGITS: usize = 1000;

/// Reports brackets that nest too deeply and numbers that are too long, at most one of
/// each. Strings and comments count as well: this is a guard, not a lexer.
pub(crate) fn check_text(text: &str, found: &mut Diagnostics) {
    let (mut levels, mut angles, mut digits) = (0_usize, 0_usize, 0_usize);
    let (mut deepest, mut longest) = (0, 0);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => levels += 1,
            ')' | ']' | '}' => levels = levels.saturating_sub(1),
            '<' => angles += 1,
            '>' if before != '-' && before != '=' => angles = angles.saturating_sub(1),
            ';' => angles = 0,
            _ => {}
        }
        digits = if c.is_ascii_hexdigit() || c == '_' {
            digits + 1
        } else {
            0
        };
        deepest = deepest.max(levels + angles);
        longest = longest.max(if before.is_ascii_digit() || digits > 1 {
            digits
        } else {
            0
        });
        before = c;
    }
    let span = Span::call_site();
    if deepest > MOST_LEVELS {
        found.push(&rules::NESTED, span, &[("most", &MOST_LEVELS.to_string())]);
    }
    if longest > MOST_DIGITS {
        let words = [
            ("count", &*longest.to_string()),
            ("most", &*MOST_DIGITS.to_string()),
        ];
        found.push(&rules::LONG_TOKEN, span, &words);
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
        assert_eq!(codes(&"9".repeat(2000)), ["SO0074"]);
    }
}
