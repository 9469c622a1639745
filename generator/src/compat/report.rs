//! What a comparison found, for people and for programs.

use std::fmt;

use serde::Serialize;

use super::level::{Denied, Direction};
use super::rules::{self, Level, Rule, Verdict};

/// What became of the types of two sides.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The side before.
    pub old: String,
    /// The side after.
    pub new: String,
    /// Whether both are traits: BTF has no place for options, required ops, sleepability,
    /// ranges, writable fields and the marks of kfuncs.
    pub complete: bool,
    /// The types that were compared.
    pub types: Vec<TypeReport>,
}

/// What became of a type.
#[derive(Debug, Serialize)]
pub struct TypeReport {
    /// Its tag.
    pub name: String,
    /// What is different; nothing where nothing is.
    pub findings: Vec<Finding>,
}

/// A member, struct, enum or kfunc that is different.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// What it is: `op`, `data member`, `struct`, …
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// The side before, as C has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// The side after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// What is different about it.
    #[serde(rename = "changes")]
    pub hits: Vec<Hit>,
}

/// A row of the table that applies.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Its code.
    pub code: &'static str,
    /// What changed.
    pub what: &'static str,
    /// Which argument, field or enumerator; empty where it is the member itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// What becomes of programs that exist.
    pub old_program_on_new_kernel: Verdict,
    /// What becomes of programs to come, on kernels that exist.
    pub new_program_on_old_kernel: Verdict,
    /// What to do.
    pub advice: &'static str,
    /// The cases in `tests/vm` that show it on a running kernel.
    pub shown_by: &'static [&'static str],
}

impl Hit {
    pub(super) fn new(rule: &'static Rule, detail: String) -> Self {
        Self {
            code: rule.code,
            what: rule.what,
            detail,
            old_program_on_new_kernel: rule.old,
            new_program_on_old_kernel: rule.new,
            advice: rule.advice,
            shown_by: rule.cases,
        }
    }

    fn worst(&self) -> Level {
        let (old, new) = (
            self.old_program_on_new_kernel,
            self.new_program_on_old_kernel,
        );
        old.level.max(new.level)
    }

    fn is_denied(&self, denied: &Denied) -> bool {
        denied.has(Direction::Old, self.old_program_on_new_kernel)
            || denied.has(Direction::New, self.new_program_on_old_kernel)
    }
}

impl Finding {
    pub(super) fn of_type(name: &str, is_gone: bool) -> Self {
        let rule = if is_gone {
            &rules::TYPE_REMOVED
        } else {
            &rules::TYPE_ADDED
        };
        let text = format!("struct {name}");
        Self {
            kind: "type",
            name: name.to_owned(),
            old: is_gone.then(|| text.clone()),
            new: (!is_gone).then_some(text),
            hits: vec![Hit::new(rule, String::new())],
        }
    }

    /// Whether it is about the member of that name; a struct may have the same one.
    pub(super) fn is_of_member(&self, name: &str) -> bool {
        matches!(self.kind, "op" | "data member") && self.name == name
    }

    fn worst(&self) -> Level {
        self.hits
            .iter()
            .map(Hit::worst)
            .max()
            .unwrap_or(Level::Works)
    }
}

impl Report {
    /// How many changes are denied, and how many there are.
    pub fn count(&self, denied: &Denied) -> (usize, usize) {
        let findings = self.types.iter().flat_map(|ty| &ty.findings);
        let hits: Vec<&Hit> = findings.flat_map(|finding| &finding.hits).collect();
        let bad = hits.iter().filter(|hit| hit.is_denied(denied)).count();
        (bad, hits.len())
    }

    /// The types of which neither side knows.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, ty) in self.types.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{ty}")?;
        }
        Ok(())
    }
}

impl fmt::Display for TypeReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let changes: usize = self.findings.iter().map(|one| one.hits.len()).sum();
        match changes {
            0 => return writeln!(f, "{}: no change", self.name),
            1 => writeln!(f, "{}: 1 change", self.name)?,
            _ => writeln!(f, "{}: {changes} changes", self.name)?,
        }
        for finding in &self.findings {
            write!(f, "\n{finding}")?;
        }
        Ok(())
    }
}

/// A struct of the kernel's own fills pages.
const WIDEST_LAYOUT: usize = 300;

impl Finding {
    fn shows_sides(&self) -> bool {
        let is_short = |side: &Option<String>| {
            let text = side.as_deref().unwrap_or_default();
            text.len() <= WIDEST_LAYOUT
        };
        self.old != self.new && is_short(&self.old) && is_short(&self.new)
    }

    /// Each row once, with all that it applies to.
    fn by_row(&self) -> Vec<(&Hit, String)> {
        let mut rows: Vec<(&Hit, String)> = Vec::new();
        for hit in &self.hits {
            match rows.iter_mut().find(|(known, _)| known.code == hit.code) {
                Some((_, details)) => {
                    details.push_str(", ");
                    details.push_str(&hit.detail);
                }
                None => rows.push((hit, hit.detail.clone())),
            }
        }
        rows
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {} {}: {}", self.kind, self.name, self.worst().text())?;
        if self.shows_sides() {
            let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
            writeln!(f, "    old  {}", side(&self.old))?;
            writeln!(f, "    new  {}", side(&self.new))?;
        }
        for (hit, details) in self.by_row() {
            write!(f, "    {}: {}", hit.code, hit.what)?;
            if details.is_empty() {
                writeln!(f)?;
            } else {
                writeln!(f, ": {details}")?;
            }
            let (old, new) = (hit.old_program_on_new_kernel, hit.new_program_on_old_kernel);
            writeln!(f, "      old program, new kernel: {old}")?;
            writeln!(f, "      new program, old kernel: {new}")?;
            if hit.worst() != Level::Works {
                writeln!(f, "      advice: {}", hit.advice)?;
            }
        }
        Ok(())
    }
}
