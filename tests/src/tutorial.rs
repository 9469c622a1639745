//! A tutorial in Markdown as a list of steps: what it says to type, to change, and to see.

use std::fmt::Write as _;

/// Stands for any number of lines where it is alone, and for any text within one.
const ANYTHING: char = '…';

/// One thing that a reader does.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// Types a command, from a fence tagged `console`, where it follows `$ `.
    Command {
        /// The command.
        line: String,
        /// What it prints.
        output: Vec<String>,
    },
    /// Changes files, as a fence tagged `diff` says.
    Change(String),
}

/// The steps of the section under a heading.
pub fn steps(markdown: &str, heading: &str) -> Vec<Step> {
    let section = markdown
        .lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.starts_with("## "));
    let mut steps = Vec::new();
    let mut fence: Option<&str> = None;
    for line in section {
        match (fence, line.strip_prefix("```")) {
            (None, Some(tag)) => {
                fence = Some(tag);
                if tag == "diff" {
                    steps.push(Step::Change(String::new()));
                }
            }
            (Some(_), Some(_)) => fence = None,
            (Some("console"), None) => take_console_line(line, &mut steps),
            (Some("diff"), None) => {
                if let Some(Step::Change(diff)) = steps.last_mut() {
                    let _ = writeln!(diff, "{line}");
                }
            }
            _ => {}
        }
    }
    steps
}

fn take_console_line(line: &str, steps: &mut Vec<Step>) {
    if let Some(command) = line.strip_prefix("$ ") {
        steps.push(Step::Command {
            line: command.to_owned(),
            output: Vec::new(),
        });
    } else if let Some(Step::Command { output, .. }) = steps.last_mut() {
        output.push(line.to_owned());
    }
}

/// Whether lines are those that the tutorial shows. Times may differ, and so may blanks, since
/// columns are as wide as their times.
pub fn is_as_shown(shown: &[String], lines: &[&str]) -> bool {
    let Some((first, rest)) = shown.split_first() else {
        return lines.is_empty();
    };
    if first.trim().chars().eq([ANYTHING]) {
        return (0..=lines.len())
            .any(|skipped| is_as_shown(rest, lines.get(skipped..).unwrap_or(&[])));
    }
    match lines.split_first() {
        Some((line, others)) => is_line_as_shown(first, line) && is_as_shown(rest, others),
        None => false,
    }
}

fn is_line_as_shown(shown: &str, line: &str) -> bool {
    let (shown, line) = (plain(shown), plain(line));
    let mut parts = shown.split(ANYTHING);
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = rest.get(at + part.len()..).unwrap_or_default();
        last = Some(part);
    }
    // An end that may be anything, or that has been met.
    rest.is_empty() || last == Some("")
}

/// The line with one blank for any number of them, and without the time at its end: `(1.2 s)`.
fn plain(line: &str) -> String {
    let line = line.trim_end();
    let time = line
        .strip_suffix(" s)")
        .and_then(|rest| rest.rsplit_once('('));
    let line = match time {
        Some((rest, time)) if time.parse::<f64>().is_ok() => rest,
        _ => line,
    };
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_becomes_steps() {
        let text = "# A\n\n## B\n\n```console\n$ ls\na\nb\n$ true\n```\n\n```diff\n-a\n+b\n```\n\n```sh\nno\n```\n## C\n```console\n$ never\n```\n";
        let command = |line: &str, output: &[&str]| Step::Command {
            line: line.to_owned(),
            output: output.iter().map(|&line| line.to_owned()).collect(),
        };
        let wanted = [
            command("ls", &["a", "b"]),
            command("true", &[]),
            Step::Change("-a\n+b\n".to_owned()),
        ];
        assert_eq!(steps(text, "## B"), wanted);
    }

    #[test]
    fn times_blanks_and_ellipses_are_free() {
        let shown = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let seen = ["build ok  (12.3 s)", "x", "y", "release 6.12.1 of today"];
        assert!(is_as_shown(
            &shown("build  ok (1.0 s)\n…\nrelease … of today"),
            &seen
        ));
        assert!(is_as_shown(&shown("…"), &seen));
        assert!(is_as_shown(
            &shown("build ok (1 s)\nx\ny\nrelease …"),
            &seen
        ));
        assert!(!is_as_shown(
            &shown("build ok (1 s)\n…\nrelease … of"),
            &seen
        ));
        assert!(!is_as_shown(&shown("build failed (1 s)\n…"), &seen));
        assert!(!is_as_shown(&shown("build ok (1 s)\nx\ny"), &seen));
        assert!(!is_as_shown(&shown("echo 1"), &["echo 0"]));
    }
}
