//! `#[on(attach)]`, `#[on(detach)]`: ops that run when an instance comes or goes.

use syn::spanned::Spanned;
use syn::{Attribute, Ident};

use crate::diagnostic::Diagnostics;
use crate::interface::{Arg, Event, Scalar, Type};
use crate::rules;

/// The event that the attribute names.
pub(super) fn parse_event(attribute: &Attribute, found: &mut Diagnostics) -> Option<Event> {
    let word: Option<Ident> = attribute.parse_args().ok();
    let event = [Event::Attach, Event::Detach]
        .into_iter()
        .find(|event| word.as_ref().is_some_and(|word| word == event.word()));
    if event.is_none() {
        let words = [
            ("name", "on"),
            ("takes", "`attach` or `detach`"),
            ("example", "#[on(attach)]"),
        ];
        found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
    }
    event
}

/// `reg` and `unreg` call the op: they have nothing to pass, and `unreg` cannot fail.
pub(super) fn check_form(
    event: Event,
    ident: &Ident,
    args: &[Arg],
    result: &Type,
    found: &mut Diagnostics,
) {
    let fits = match event {
        Event::Attach => matches!(result, Type::Unit | Type::Scalar(Scalar::I32 | Scalar::Int)),
        Event::Detach => *result == Type::Unit,
    };
    if args.is_empty() && fits {
        return;
    }
    let example = match event {
        Event::Attach => format!("fn {ident}(&self) -> i32"),
        Event::Detach => format!("fn {ident}(&self)"),
    };
    let words = [("event", event.word()), ("example", &example)];
    found.push(&rules::EVENT_FORM, ident.span(), &words);
}
