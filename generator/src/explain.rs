//! The long form of every rule: one page of Markdown each, in `generator/explain/`.
//!
//! A page says why the rule exists and shows a wrong and a right example, in fences whose
//! tags are `wrong` and `right`. A further tag `unformatted` marks an example that
//! rustfmt cannot leave alone, and `shell` in place of `rust` one that is no source.

use include_dir::{Dir, include_dir};
use structops_model::rules::{self, Rule};

static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/explain");

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A paragraph, as Markdown.
    Prose(&'a str),
    /// A fenced example.
    Example {
        /// The words behind the fence: `rust wrong`.
        tags: &'a str,
        /// The lines between the fences.
        code: &'a str,
    },
}

/// The rule of a code, which may lack its letters, its zeros, or capitals: `so12`, `12`.
pub fn find(word: &str) -> Option<&'static Rule> {
    let digits = match word.split_at_checked(2) {
        Some((letters, digits)) if letters.eq_ignore_ascii_case("so") => digits,
        _ => word,
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let code = format!("SO{:04}", digits.parse::<u32>().ok()?);
    rules::ALL.iter().copied().find(|rule| rule.code == code)
}

/// The message of a rule with its placeholders left open.
pub fn title(rule: &Rule) -> String {
    let mut text = String::new();
    for (index, piece) in rule.message.split(['{', '}']).enumerate() {
        text.push_str(if index % 2 == 0 { piece } else { "…" });
    }
    text
}

/// The page of a rule.
pub fn page(rule: &Rule) -> Option<&'static str> {
    PAGES.get_file(format!("{}.md", rule.code))?.contents_utf8()
}

/// The names of all pages.
pub fn names() -> impl Iterator<Item = String> {
    PAGES.files().map(|file| file.path().display().to_string())
}

/// The parts of a page, in its order.
pub fn parts(page: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for (index, piece) in page.split("```").enumerate() {
        if index % 2 == 0 {
            let paragraphs = piece.split("\n\n").map(str::trim);
            parts.extend(paragraphs.filter(|text| !text.is_empty()).map(Part::Prose));
        } else {
            let (tags, code) = piece.split_once('\n').unwrap_or((piece, ""));
            parts.push(Part::Example { tags, code });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_short() {
        for word in ["SO0012", "so0012", "So12", "12", "0012"] {
            assert_eq!(find(word).map(|rule| rule.code), Some("SO0012"), "{word}");
        }
        for word in ["", "SO", "0", "SO9999", "SO12x", "-12", "+12", "12.", "ß2"] {
            assert!(find(word).is_none(), "{word}");
        }
    }

    #[test]
    fn a_title_holds_no_placeholder() {
        assert_eq!(title(&rules::UNKNOWN_OPTION), "unknown option `…`");
        assert_eq!(title(&rules::RECEIVER), rules::RECEIVER.message);
    }

    #[test]
    fn a_page_falls_into_its_parts() {
        let page = "Why,\nin two lines.\n\nMore.\n\n```rust wrong\na\n\nb\n```\n";
        let expected = [
            Part::Prose("Why,\nin two lines."),
            Part::Prose("More."),
            Part::Example {
                tags: "rust wrong",
                code: "a\n\nb\n",
            },
        ];
        assert_eq!(parts(page), expected);
    }
}
