//! What is wrong with an input: collected, never thrown.

use proc_macro2::{Span, TokenStream};

use crate::rules::{self, Rule};

/// One mistake: the rule it breaks, where, and the words of this occurrence.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The broken rule.
    pub rule: &'static Rule,
    /// The smallest guilty piece of source.
    pub span: Span,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to write instead.
    pub help: String,
    words: Vec<(String, String)>,
}

impl Diagnostic {
    /// What stands for a `{placeholder}` of the rule here.
    pub fn word(&self, key: &str) -> Option<&str> {
        let found = self.words.iter().find(|(known, _)| known == key);
        found.map(|(_, word)| word.as_str())
    }
}

/// The diagnostics of one run, complete and in the order of the source.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Records that `rule` is broken at `span`; `words` fill the `{placeholders}`
    /// of the rule's message and help.
    pub fn push(&mut self, rule: &'static Rule, span: Span, words: &[(&str, &str)]) {
        self.list.push(Diagnostic {
            rule,
            span,
            message: fill(rule.message, words),
            help: fill(rule.help, words),
            words: words
                .iter()
                .map(|(key, word)| ((*key).to_owned(), (*word).to_owned()))
                .collect(),
        });
    }

    /// The diagnostics of source text that is not Rust at all.
    pub fn from_syn(error: &syn::Error) -> Self {
        let mut found = Self::default();
        for one in error.clone() {
            found.push_syn(&one);
        }
        found
    }

    /// Records a parse error of syn's.
    pub fn push_syn(&mut self, error: &syn::Error) {
        let text = match error.to_string().as_str() {
            // proc-macro2's words for what its lexer stumbles over.
            "cannot parse string into token stream" => {
                "a bracket, literal or comment here is never closed".to_owned()
            }
            other => other.to_owned(),
        };
        self.push(&rules::SYNTAX, error.span(), &[("error", &text)]);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The diagnostics in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// `compile_error!` invocations, one per diagnostic, each at its own span.
    pub fn into_compile_errors(self) -> TokenStream {
        self.list
            .into_iter()
            .map(|one| {
                let text = format!(
                    "{}\n = help: {}\n = code: {}",
                    one.message, one.help, one.rule.code
                );
                syn::Error::new(one.span, text).into_compile_error()
            })
            .collect()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn fill(template: &str, words: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        match words.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => text.push_str(value),
            None => text.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn placeholders_are_filled_once_and_unknown_ones_stay() {
        let words = [("name", "{x}"), ("n", "3")];
        assert_eq!(
            fill("`{name}` has {n} of {other}", &words),
            "`{x}` has 3 of {other}"
        );
        assert_eq!(fill("open { brace", &words), "open { brace");
    }
}
