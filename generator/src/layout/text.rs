//! The layout as people read it, in the manner of pahole.

use std::fmt::{self, Write as _};

use super::{LINE, Report};
use crate::list::{MemberRow, fitted};

/// The column where the comments begin that say offset and size.
const COMMENT: usize = 62;

/// What a member stands behind.
const INDENT: &str = "    ";

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = format!("struct {} {{", self.name);
        writeln!(f, "{head:COMMENT$}/* offset size */")?;
        let (mut end, mut line) = (0, 0);
        for member in &self.members {
            if let Some(hole) = self.holes.iter().find(|hole| hole.offset == end)
                && member.offset > end
            {
                writeln!(f, "{INDENT}/* hole of {} */", bytes(hole.bytes))?;
            }
            // A line that begins inside a member is told after it.
            while member.offset / LINE > line {
                line += 1;
                if (member.offset / LINE) == line {
                    writeln!(
                        f,
                        "{INDENT}/* --- cache line {line}, byte {} --- */",
                        line * LINE
                    )?;
                }
            }
            write_member(member, f)?;
            end = member.offset.saturating_add(member.size);
        }
        if self.padding > 0 {
            writeln!(f, "{INDENT}/* padding of {} */", bytes(self.padding))?;
        }
        f.write_str("};\n\n")?;
        self.write_summary(f)
    }
}

fn write_member(member: &MemberRow, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let declaration = format!("{};", member.prototype);
    let lines = fitted(&declaration, COMMENT - INDENT.len() - 1);
    let Some((last, first)) = lines.split_last() else {
        return Ok(());
    };
    for line in first {
        writeln!(f, "{INDENT}{line}")?;
    }
    let last = format!("{INDENT}{last}");
    writeln!(
        f,
        "{last:COMMENT$}/* {:6} {:4} */",
        member.offset, member.size
    )
}

impl Report {
    fn write_summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ops = self.members.iter().filter(|member| member.kind == "op");
        let ops = ops.count();
        let held: u32 = self.holes.iter().map(|hole| hole.bytes).sum();
        writeln!(
            f,
            "from         {}\nsize         {} in {}; {}, {}",
            self.place,
            bytes(self.size),
            counted(self.size.div_ceil(LINE) as usize, "cache line"),
            counted(ops, "op"),
            counted(self.members.len() - ops, "data member")
        )?;
        writeln!(
            f,
            "holes        {}, {}; padding at the end: {}",
            counted(self.holes.len(), "hole"),
            bytes(held),
            bytes(self.padding)
        )?;
        for line in &self.cache_lines {
            let words = line.members.iter().map(String::as_str);
            write_words(&format!("line {:<8}", line.number), words, f)?;
        }
        let value = &self.value;
        let name = &value.name;
        writeln!(
            f,
            "value        struct {name}: {};\n             refcnt and state in bytes 0 to {}, the ops struct from byte {} on",
            bytes(value.size),
            value.header.saturating_sub(1),
            value.data_offset
        )?;
        self.write_trampolines(f)
    }

    fn write_trampolines(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let trampolines = &self.trampolines;
        writeln!(
            f,
            "trampolines  {} of {} with a program for every op: about {}",
            counted(trampolines.pages, "page"),
            trampolines.most_pages,
            bytes(trampolines.bytes)
        )?;
        write_words("             ", trampolines.basis.split(' '), f)
    }
}

/// Words behind a heading, in lines of 80 columns.
fn write_words<'a>(
    heading: &str,
    words: impl Iterator<Item = &'a str>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut line = heading.to_owned();
    let mut is_empty = true;
    for word in words {
        if !is_empty && line.len() + 1 + word.len() > crate::list::COLUMNS {
            writeln!(f, "{line}")?;
            line = " ".repeat(heading.len());
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        let _ = line.write_str(word);
        is_empty = false;
    }
    writeln!(f, "{line}")
}

fn bytes(number: u32) -> String {
    counted(number as usize, "byte")
}

fn counted(number: usize, what: &str) -> String {
    crate::list::counted(number, what)
}
