//! The Rust examples on the pages of `structops-gen explain`.

use structops_gen::explain::{self, Part};
use structops_model::rules::{self, Rule};

/// One fenced example.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The rule that its page is about.
    pub rule: &'static Rule,
    /// The words behind the fence.
    pub tags: &'static str,
    /// The lines between the fences.
    pub code: &'static str,
}

impl Example {
    /// Whether the fence has that word.
    pub fn is(&self, word: &str) -> bool {
        self.tags.split(' ').any(|tag| tag == word)
    }
}

/// All examples that are Rust, page by page.
pub fn examples() -> impl Iterator<Item = Example> {
    let of_page = |rule: &'static Rule| explain::parts(explain::page(rule).unwrap_or_default());
    rules::ALL
        .iter()
        .flat_map(move |&rule| of_page(rule).into_iter().map(move |part| (rule, part)))
        .filter_map(|(rule, part)| match part {
            Part::Example { tags, code } => Some(Example { rule, tags, code }),
            Part::Prose(_) => None,
        })
        .filter(|example| example.is("rust"))
}
