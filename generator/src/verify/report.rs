//! What `verify` found, for people and for programs.

use std::fmt;

use serde::Serialize;

/// Everything that was compared.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The types.
    pub types: Vec<TypeReport>,
    /// The tool's files.
    pub headers: Vec<HeaderReport>,
    /// What is no disagreement, and should be looked at.
    pub warnings: Vec<String>,
}

/// A type and its members.
#[derive(Debug, Serialize)]
pub struct TypeReport {
    /// Its tag.
    pub name: String,
    /// Who knows it.
    pub parts: Vec<String>,
    /// Whether there is nothing to compare it with.
    pub is_alone: bool,
    /// Who should, and does not.
    pub absent: Vec<String>,
    /// Its members, and what else differs.
    pub members: Vec<MemberReport>,
}

/// A member, or a struct or enum that differs.
#[derive(Debug, Serialize)]
pub struct MemberReport {
    /// Its name.
    pub name: String,
    /// `op`, `data` or `other`.
    pub kind: &'static str,
    /// What the first part has.
    pub declaration: Option<String>,
    /// Where a module's file has it, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<u32>,
    /// Its size in a module's file, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u32>,
    /// Whether programs of the op may sleep, where a trait says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_sleep: Option<bool>,
    /// Objects whose program may sleep, where none may.
    pub sleep: Vec<String>,
    /// Who has what, where they differ.
    pub sides: Vec<SideReport>,
}

/// What one part has.
#[derive(Debug, Serialize)]
pub struct SideReport {
    /// The part.
    pub part: String,
    /// Its declaration; `None` where it has none.
    pub declaration: Option<String>,
}

/// A file of the tool's.
#[derive(Debug, Clone, Serialize)]
pub struct HeaderReport {
    /// Where it lies.
    pub path: String,
    /// How it stands.
    pub verdict: &'static str,
    /// Whether it is what the trait says.
    pub agrees: bool,
}

impl SideReport {
    pub(super) fn new(part: &str, declaration: Option<&str>) -> Self {
        Self {
            part: part.to_owned(),
            declaration: declaration.map(str::to_owned),
        }
    }
}

impl TypeReport {
    pub(super) fn unknown(tag: &str) -> Self {
        Self {
            name: tag.to_owned(),
            parts: Vec::new(),
            is_alone: true,
            absent: vec!["every part".to_owned()],
            members: Vec::new(),
        }
    }
}

impl MemberReport {
    /// Whether all parts have the same.
    pub fn agrees(&self) -> bool {
        self.sides.is_empty() && self.sleep.is_empty()
    }
}

impl Report {
    /// How many disagreements there are.
    pub fn count(&self) -> usize {
        let types = self.types.iter();
        let of_types = types.map(|ty| {
            let members = ty.members.iter().filter(|member| !member.agrees());
            members.count() + ty.absent.len()
        });
        let headers = self.headers.iter().filter(|header| !header.agrees);
        of_types.sum::<usize>() + headers.count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ty in &self.types {
            writeln!(f, "{ty}")?;
        }
        for header in &self.headers {
            writeln!(f, "{}: {}", header.path, header.verdict)?;
        }
        for warning in &self.warnings {
            writeln!(f, "warning: {warning}")?;
        }
        Ok(())
    }
}

impl fmt::Display for TypeReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {}", self.name, self.parts.join(", "))?;
        for part in &self.absent {
            writeln!(f, "  not in {part}")?;
        }
        let width = self.members.iter().map(|one| one.name.len()).max();
        for member in &self.members {
            let verdict = match member.agrees() {
                false => "differs",
                true if self.is_alone => "alone ",
                true => "agrees",
            };
            // Nothing but its name: no blanks behind it.
            let width = if member.agrees() {
                width.unwrap_or(0)
            } else {
                0
            };
            write!(f, "  {verdict}  {:width$}", member.name)?;
            if let (Some(offset), Some(size), "data") = (member.offset, member.size, member.kind) {
                write!(f, "  at {offset}, {size} bytes")?;
            }
            if let Some(text) = member.declaration.as_ref().filter(|_| member.agrees()) {
                write!(f, "  {text}")?;
            }
            if member.agrees() && member.may_sleep == Some(true) {
                write!(f, "  (may sleep)")?;
            }
            writeln!(f)?;
            for side in &member.sides {
                let text = side.declaration.as_deref().unwrap_or("lacks it");
                writeln!(f, "             {}: {text}", side.part)?;
            }
            for object in &member.sleep {
                writeln!(
                    f,
                    "             {object}: its program may sleep (`struct_ops.s`), programs of the op may not"
                )?;
            }
        }
        Ok(())
    }
}
