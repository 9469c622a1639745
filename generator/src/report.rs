//! Diagnostics in the form of rustc's.

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;
use structops_model::Diagnostic;

use crate::source::Refused;

/// Every diagnostic of a refused source, with the guilty lines.
pub fn render(refused: &Refused, styled: bool) -> String {
    let renderer = if styled {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut found: Vec<&Diagnostic> = refused.found.iter().collect();
    found.sort_by_cached_key(|one| range_of(one, &refused.text).start);
    let mut out = String::new();
    for one in found.iter().take(MOST_SHOWN) {
        out.push_str(&renderer.render(&[group(one, refused)]));
        out.push_str("\n\n");
    }
    let noun = if found.len() == 1 {
        "mistake"
    } else {
        "mistakes"
    };
    let last = format!(
        "{} {noun} in {}; nothing was written",
        found.len(),
        refused.path
    );
    if let Some(hidden) = found
        .len()
        .checked_sub(MOST_SHOWN)
        .filter(|count| *count > 0)
    {
        let note = format!("{hidden} more are not shown");
        out.push_str(&renderer.render(&[Level::NOTE.primary_title(note).elements(NO_ELEMENTS)]));
        out.push('\n');
    }
    out.push_str(&renderer.render(&[Level::ERROR.primary_title(last).elements(NO_ELEMENTS)]));
    out.push('\n');
    out.push_str(&more(&found));
    out
}

/// A diagnostic for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The broken rule.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// The source, as it was named.
    pub file: String,
    /// From 1; 1 as well for what is about the file.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// Every diagnostic of a refused source, in its order.
pub fn places(refused: &Refused) -> Vec<Place> {
    let place = |one: &Diagnostic| {
        let start = range_of(one, &refused.text).start;
        let before = refused.text.get(..start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        Place {
            code: one.rule.code,
            message: one.message.clone(),
            help: one.help.clone(),
            file: refused.path.clone(),
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        }
    };
    let mut places: Vec<Place> = refused.found.iter().map(place).collect();
    places.sort_by_key(|place| (place.line, place.column));
    places
}

/// Where the broken rules are explained, in rustc's words.
fn more(found: &[&Diagnostic]) -> String {
    let codes: BTreeSet<&str> = found.iter().map(|one| one.rule.code).collect();
    let Some(first) = codes.first() else {
        return String::new();
    };
    let command = format!("`structops-gen explain {first}`");
    if codes.len() == 1 {
        return format!("for more: {command}\n");
    }
    let codes: Vec<&str> = codes.iter().copied().collect();
    format!(
        "some errors have detailed explanations: {}; try {command}\n",
        codes.join(", ")
    )
}

/// Diagnostics of one run: nobody reads more, and each repeats a line of the source, which
/// may be a long one.
const MOST_SHOWN: usize = 100;

const NO_ELEMENTS: [annotate_snippets::Message<'static>; 0] = [];

fn group<'a>(one: &'a Diagnostic, refused: &'a Refused) -> Group<'a> {
    let title = Level::ERROR
        .primary_title(one.message.as_str())
        .id(one.rule.code);
    let help = Level::HELP.message(one.help.as_str());
    if refused.text.is_empty() {
        return title
            .element(annotate_snippets::Origin::path(refused.path.as_str()))
            .element(help);
    }
    // The renderer looks at the whole text that it gets, for every diagnostic.
    let range = range_of(one, &refused.text);
    let (before, rest) = refused.text.split_at(range.start);
    let start = before.rfind('\n').map_or(0, |line| line + 1);
    let after = rest.get(range.len()..).unwrap_or_default();
    let end = range.end + after.find('\n').unwrap_or(after.len());
    let lines = refused.text.get(start..end).unwrap_or_default();
    let snippet = Snippet::source(lines)
        .line_start(before.matches('\n').count() + 1)
        .path(refused.path.as_str())
        .annotation(AnnotationKind::Primary.span(range.start - start..range.end - start));
    title.element(snippet).element(help)
}

/// The bytes of a diagnostic; the file's first line for one that is about the file.
fn range_of(one: &Diagnostic, text: &str) -> Range<usize> {
    let range = one.span.byte_range();
    if range.is_empty() && range.start == 0 {
        return 0..text.find('\n').unwrap_or(text.len());
    }
    let mut start = range.start.min(text.len());
    let mut end = range.end.clamp(start, text.len());
    // A place that lies inside a character would end the renderer.
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}
