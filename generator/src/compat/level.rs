//! Which verdicts make a comparison fail.

use std::str::FromStr;

use super::rules::{Level, Verdict};

/// Whose programs a verdict is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Programs for the old type, on a kernel with the new one.
    Old,
    /// Programs for the new type, on a kernel with the old one.
    New,
}

/// The verdicts that are denied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denied(Vec<(Direction, Level)>);

impl Default for Denied {
    /// Whatever breaks programs that exist, and what nobody would notice.
    fn default() -> Self {
        Self(vec![
            (Direction::Old, Level::Nulled),
            (Direction::Old, Level::Attach),
            (Direction::Old, Level::Load),
            (Direction::Old, Level::Silent),
            (Direction::New, Level::Silent),
        ])
    }
}

/// A word of the command line: a level, of one direction or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    levels: Vec<(Direction, Level)>,
}

impl FromStr for Word {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (directions, word): (&[Direction], &str) = match text.split_once(':') {
            Some(("old", word)) => (&[Direction::Old], word),
            Some(("new", word)) => (&[Direction::New], word),
            Some(_) => return Err("it begins with `old:`, `new:` or the level itself".to_owned()),
            None => (&[Direction::Old, Direction::New], text),
        };
        let levels: &[Level] = match word {
            "nulled" => &[Level::Nulled],
            "attach" => &[Level::Attach],
            "load" => &[Level::Load],
            "refused" => &[Level::Attach, Level::Load],
            "silent" => &[Level::Silent],
            "all" => &[Level::Nulled, Level::Attach, Level::Load, Level::Silent],
            _ => {
                return Err("levels are nulled, attach, load, refused, silent, all".to_owned());
            }
        };
        let both = |direction: &Direction| {
            let direction = *direction;
            levels.iter().map(move |level| (direction, *level))
        };
        Ok(Self {
            levels: directions.iter().flat_map(both).collect(),
        })
    }
}

impl Denied {
    /// Denies what the word names.
    pub fn deny(&mut self, word: &Word) {
        self.0.extend(&word.levels);
    }

    /// Allows what the word names.
    pub fn allow(&mut self, word: &Word) {
        self.0.retain(|one| !word.levels.contains(one));
    }

    /// Whether a verdict is denied.
    pub fn has(&self, direction: Direction, verdict: Verdict) -> bool {
        self.0.contains(&(direction, verdict.level))
    }
}
