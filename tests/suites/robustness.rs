//! Whatever the input: a result or a diagnostic, never a panic.

use std::fs;

use anyhow::Result;
use structops_gen::source::Source;
use structops_gen::{report, target};
use structops_tests::place;

/// How many variants of the sources are tried; `STRUCTOPS_VARIANTS` says another number,
/// for a night.
const VARIANTS: u64 = 3000;

/// Pieces that a careless or a hostile hand could leave in a source.
const PIECES: &[&str] = &[
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    ";",
    ",",
    "#",
    "&",
    "*",
    "-",
    "=",
    "\"",
    "'",
    "/*",
    "*/",
    "//",
    "r#type",
    "é",
    "\u{202e}",
    "\0",
    "\r\n",
    "0",
    "-1",
    "18446744073709551616",
    "0x",
    "1e9",
    "u32",
    "&mut ",
    "Option<",
    "Ref<Track>",
    "[u8; 0]",
    "[u8; 99999999999]",
    "Self",
    "#[struct_ops]",
    "#[ops]",
    "#[kernel]",
    "#[buffer(len)]",
    "#[trigger()]",
    "#[range(5..1)]",
    "#[flags(-1)]",
    "#[name(\"\")]",
    "#[cfg(x)]",
    "const ",
    "fn ",
    "pub ",
    "mod x { }",
    "unsafe ",
    "'a",
    "dyn X",
    "!",
    "..",
    "|",
    "<<",
    "<< 200",
    "/ 0",
];

#[test]
fn no_source_makes_the_generator_panic() -> Result<()> {
    let seeds = seeds()?;
    let variants = std::env::var("STRUCTOPS_VARIANTS")
        .ok()
        .and_then(|text| text.parse().ok());
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut accepted = 0_u64;
    let count = variants.unwrap_or(VARIANTS);
    for index in 0..count {
        let seed = seeds
            .get(random.below(seeds.len()))
            .map_or("", String::as_str);
        let text = vary(seed, &mut random);
        let source = Source::of_text("variant.rs", &text);
        let result = std::panic::catch_unwind(|| match source.interface() {
            Ok(interface) => {
                target::render_interface(&interface, &target::Paths::default(), &[]).is_ok()
            }
            Err(refused) => {
                assert!(!report::render(&refused, true).is_empty());
                false
            }
        });
        assert!(
            result.is_ok(),
            "variant {index} panics:
{text}"
        );
        accepted += u64::from(result.unwrap_or_default());
    }
    // A run that only ever sees refusals, or none, has tested half of it.
    assert!(
        accepted > 0 && accepted < count,
        "{accepted} of {count} were accepted"
    );
    Ok(())
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let mut random = Random(7);
    for _ in 0..200 {
        let length = random.below(400);
        let bytes: Vec<u8> = (0..length)
            .map(|_| random.next().to_le_bytes()[0])
            .collect();
        let source = Source::of_text("bytes.rs", &String::from_utf8_lossy(&bytes));
        if let Err(refused) = source.interface() {
            assert!(!report::render(&refused, false).is_empty());
        }
    }
}

fn seeds() -> Result<Vec<String>> {
    let mut seeds = Vec::new();
    for folder in ["tests/samples", "tests/ui"] {
        for entry in fs::read_dir(place::repository().join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                seeds.push(fs::read_to_string(path)?);
            }
        }
    }
    seeds.sort();
    Ok(seeds)
}

/// A few edits: a piece put in, a stretch cut out or doubled.
fn vary(seed: &str, random: &mut Random) -> String {
    let mut text: Vec<char> = seed.chars().collect();
    for _ in 0..=random.below(4) {
        let at = random.below(text.len().max(1));
        let end = (at + random.below(30)).min(text.len());
        match random.below(3) {
            0 => {
                let piece = PIECES
                    .get(random.below(PIECES.len()))
                    .copied()
                    .unwrap_or_default();
                drop(text.splice(at..at, piece.chars()));
            }
            1 => drop(text.drain(at..end)),
            _ => {
                let stretch = text.get(at..end).unwrap_or_default().to_vec();
                drop(text.splice(at..at, stretch));
            }
        }
    }
    text.into_iter().collect()
}

/// xorshift64*: the same variants in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next()).unwrap_or(0) % end.max(1)
    }
}
