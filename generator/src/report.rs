//! Diagnostics in the form of rustc's.

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
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
    found.sort_by_key(|one| range_of(one, &refused.text).start);
    let mut out = String::new();
    for one in &found {
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
    out.push_str(&renderer.render(&[Level::ERROR.primary_title(last).elements(NO_ELEMENTS)]));
    out.push('\n');
    out.push_str(&more(&found));
    out
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
    let snippet = Snippet::source(refused.text.as_str())
        .path(refused.path.as_str())
        .annotation(AnnotationKind::Primary.span(range_of(one, &refused.text)));
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
