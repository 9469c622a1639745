//! The list as people read it.

use std::fmt::Write as _;

use super::Row;

/// Columns of a terminal.
pub(crate) const COLUMNS: usize = 80;

/// `OPS`, `DATA` and `BYTES`, with two blanks before each.
const NUMBERS: usize = 5 + 6 + 7;

/// One line per type below a line of headings; 80 columns, unless a name is too long.
pub fn table(rows: &[Row]) -> String {
    let name = rows.iter().map(|row| row.name.len()).max();
    let name = name.unwrap_or_default().max("TYPE".len());
    let places: Vec<String> = rows.iter().map(|row| row.place.to_string()).collect();
    let longest = places.iter().map(|place| place.chars().count()).max();
    let room = COLUMNS
        .saturating_sub(name + 2 + NUMBERS)
        .max("WHERE".len());
    let place = longest.unwrap_or_default().clamp("WHERE".len(), room);
    let mut out = format!("{:name$}  {:place$}  OPS  DATA  BYTES\n", "TYPE", "WHERE");
    for (row, shown) in rows.iter().zip(&places) {
        let _ = writeln!(
            out,
            "{:name$}  {:place$}  {:3}  {:4}  {:5}",
            row.name,
            shortened(shown, place),
            row.ops,
            row.data,
            row.bytes
        );
    }
    out
}

/// The end of a text that is too long: of a path, the file's name.
fn shortened(text: &str, most: usize) -> String {
    let length = text.chars().count();
    if length <= most {
        return text.to_owned();
    }
    let rest: String = text.chars().skip(length - most + 1).collect();
    format!("…{rest}")
}

/// Each type with its members, as C declares them.
pub fn members(rows: &[Row]) -> String {
    let mut out = String::new();
    for row in rows {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = writeln!(out, "{} ({})", row.name, row.place);
        let _ = writeln!(
            out,
            "    {}, {}, {} bytes, fingerprint {}",
            counted(row.ops, "op"),
            counted(row.data, "data member"),
            row.bytes,
            row.fingerprint
        );
        for member in &row.members {
            for line in fitted(&format!("{};", member.prototype), COLUMNS - 4) {
                let _ = writeln!(out, "    {line}");
            }
        }
    }
    out
}

/// `1 op`, `2 ops`.
pub(crate) fn counted(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

/// A declaration in lines of so many columns, broken after commas.
pub(crate) fn fitted(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in text.split_inclusive(", ") {
        let is_full = line.len() + piece.trim_end().len() > columns;
        if is_full && !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
            line = String::from("        ");
        }
        line.push_str(piece);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_declarations_break_after_commas() {
        assert_eq!(fitted("int (*a)(void);", 20), ["int (*a)(void);"]);
        assert_eq!(
            fitted("int (*a)(int first, int second);", 20),
            ["int (*a)(int first,", "        int second);"]
        );
        assert_eq!(fitted("a_very_long_name;", 4), ["a_very_long_name;"]);
    }

    #[test]
    fn a_path_keeps_its_end() {
        assert_eq!(shortened("kmod/player.ko", 10), "…player.ko");
        assert_eq!(shortened("player.ko", 9), "player.ko");
    }
}
