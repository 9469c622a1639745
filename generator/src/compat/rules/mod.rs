//! What becomes of programs when a type changes: a row for each kind of change.

mod arguments;
mod buffers;
mod data;
mod instances;
mod items;
mod kfuncs;
mod ops;
mod results;

use std::fmt;

use serde::Serialize;

pub(super) use arguments::*;
pub(super) use buffers::*;
pub(super) use data::*;
pub(super) use instances::*;
pub(super) use items::*;
pub(super) use kfuncs::*;
pub(super) use ops::*;
pub(super) use results::*;

/// A kind of change, and what it means for programs that exist and for those to come.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable code, such as `CO01`.
    pub code: &'static str,
    /// What changed, in a few words.
    pub what: &'static str,
    /// A program that was built for the old type, on a kernel with the new one.
    pub old: Verdict,
    /// A program that was built for the new type, on a kernel with the old one.
    pub new: Verdict,
    /// Which function of the kernel or of libbpf makes it so.
    pub why: &'static str,
    /// What to do instead, or about it.
    pub advice: &'static str,
    /// The cases in `tests/vm` that show it on a running kernel.
    pub cases: &'static [&'static str],
}

/// What becomes of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// What becomes of it at worst.
    pub level: Level,
    /// Under which condition; empty for any.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub when: &'static str,
}

/// What becomes of a program, from good to bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// It works as before.
    Works,
    /// It works when its loader nulls the member (`null_missing`), and does not load else.
    Nulled,
    /// It loads, and is refused when it is attached.
    Attach,
    /// It does not load.
    Load,
    /// It runs, and reads or gives wrong values.
    Silent,
}

impl Level {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Works,
        Self::Nulled,
        Self::Attach,
        Self::Load,
        Self::Silent,
    ];

    /// The word for it.
    pub fn text(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Nulled => "works if nulled",
            Self::Attach => "refused at attach",
            Self::Load => "refused at load",
            Self::Silent => "silently wrong",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.level.text())?;
        if !self.when.is_empty() {
            write!(f, ", {}", self.when)?;
        }
        Ok(())
    }
}

/// Rows of one area: constants by their names, and a list of them.
macro_rules! rules {
    ($list:ident: $($name:ident $code:literal $what:literal
        old $old:ident $(if $old_when:literal)?
        new $new:ident $(if $new_when:literal)?
        why $why:literal
        advice $advice:literal
        cases $($case:literal)+;)*) => {
        $(pub(in crate::compat) const $name: Rule = Rule {
            code: $code,
            what: $what,
            old: Verdict { level: Level::$old, when: concat!($($old_when)?) },
            new: Verdict { level: Level::$new, when: concat!($($new_when)?) },
            why: $why,
            advice: $advice,
            cases: &[$($case),+],
        };)*

        /// The rows, in the order of their codes.
        pub(super) const $list: &[&Rule] = &[$(&$name),*];
    };
}
use rules;

/// Every row, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        ops::OPS,
        arguments::ARGUMENTS,
        results::RESULTS,
        data::DATA,
        items::ITEMS,
        kfuncs::KFUNCS,
        instances::INSTANCES,
        buffers::BUFFERS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The row of a code, in letters of either case.
pub fn find(word: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(word))
}
