//! Looking up a word in a long sorted list, one per line.
//!
//! A set would be made anew in every run of the macro, which asks it a few dozen times.

use core::cmp::Ordering;

/// Whether a line of the text, after the first, is that word. The lines are sorted by their
/// bytes.
pub(super) fn contains(text: &str, word: &str) -> bool {
    let mut rest = text.split_once('\n').map_or("", |(_, rest)| rest);
    while !rest.is_empty() {
        let (before, line, after) = around_middle(rest);
        rest = match word.cmp(line) {
            Ordering::Less => before,
            Ordering::Equal => return !word.is_empty(),
            Ordering::Greater => after,
        };
    }
    false
}

/// The line that the middle lies in, what stands before it and what after it.
fn around_middle(text: &str) -> (&str, &str, &str) {
    let mut middle = text.len() / 2;
    while !text.is_char_boundary(middle) {
        middle -= 1;
    }
    let (head, tail) = text.split_at(middle);
    let start = head.rfind('\n').map_or(0, |end| end + 1);
    let end = middle + tail.find('\n').unwrap_or(tail.len());
    let before = text.get(..start).unwrap_or_default();
    let line = text.get(start..end).unwrap_or_default();
    (before, line, text.get(end + 1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn every_line_is_found_and_nothing_else() {
        for count in 0..20 {
            let words: Vec<String> = (0..count).map(|number| format!("w{number:02}b")).collect();
            for end in ["", "\n"] {
                let text = format!("# what they are\n{}{end}", words.join("\n"));
                for (number, word) in words.iter().enumerate() {
                    assert!(contains(&text, word), "{word} of {count}");
                    assert!(!contains(&text, &format!("w{number:02}")));
                    assert!(!contains(&text, &format!("{word}b")));
                }
                assert!(!contains(&text, "") && !contains(&text, "# what they are"));
            }
        }
        assert!(!contains("", "") && !contains("one", "one"));
        assert!(contains("#\né\nü\n", "ü"));
    }

    #[test]
    fn the_lists_are_sorted() {
        for text in [
            include_str!("macros.txt"),
            include_str!("vmlinux_tags.txt"),
            include_str!("builtin.txt"),
        ] {
            let words: Vec<&str> = text.lines().skip(1).collect();
            assert!(words.is_sorted());
            assert!(words.iter().all(|word| contains(text, word)));
        }
    }
}
