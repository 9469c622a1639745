//! The vocabulary of the language: every option and attribute, one row each.
//!
//! The parser takes from here what may stand where, diagnostics what belongs where, and
//! `explain` what a word means and what holds without it.

mod attributes;
mod options;

pub use attributes::{ATTRIBUTES, AttributeRow, Site};
pub use options::{Home, OPTIONS, OptionRow};

/// The compiler's own attributes, which pass through to Rust and carry no meaning in C.
pub const PASSING: &[&str] = &[
    "allow",
    "warn",
    "deny",
    "forbid",
    "expect",
    "doc",
    "deprecated",
    "must_use",
    "inline",
    "cold",
    "default",
    "derive",
    "repr",
    "non_exhaustive",
];

/// The row of an attribute.
pub fn attribute(name: &str) -> Option<&'static AttributeRow> {
    ATTRIBUTES.iter().find(|row| row.name == name)
}

/// The row of an option.
pub fn option(name: &str) -> Option<&'static OptionRow> {
    OPTIONS.iter().find(|row| row.name == name)
}

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTES, OPTIONS, PASSING};

    #[test]
    fn every_word_stands_once_and_in_order() {
        let names: Vec<&str> = ATTRIBUTES.iter().map(|row| row.name).collect();
        assert!(names.is_sorted(), "{names:?}");
        let mut all = names;
        all.extend(PASSING);
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        let mut options: Vec<&str> = OPTIONS.iter().map(|row| row.name).collect();
        let count = options.len();
        options.sort_unstable();
        options.dedup();
        assert_eq!(options.len(), count);
    }

    #[test]
    fn every_word_is_told() {
        for row in ATTRIBUTES {
            assert!(!row.sites.is_empty(), "{}", row.name);
            assert!(row.example.starts_with("#["), "{}", row.name);
            assert!(row.meaning.ends_with('.'), "{}", row.name);
            assert!(row.without.ends_with('.'), "{}", row.name);
        }
        for row in OPTIONS {
            assert!(row.example.starts_with(row.name), "{}", row.name);
            assert!(row.meaning.ends_with('.'), "{}", row.name);
            assert!(row.without.ends_with('.'), "{}", row.name);
        }
    }
}
