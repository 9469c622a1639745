//! What a project may be called: by Rust, by C and by the kernel.

use structops_model::kernel::{limits, reserved};
use structops_model::name::{camel_case, module_of_type, snake_case};

use super::{Crates, Error, Part, Request, crates};
use crate::render::Templates;
use crate::source::Source;

/// The names that follow from one: dashes are underscores in C.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The crate.
    pub package: String,
    /// The kernel module: the crate's name, without `_ops`.
    pub module: String,
    /// The struct_ops type: the module's name with `_ops`.
    pub ty: String,
}

/// A name that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a project cannot be called `{name}`: {rule}")]
pub struct BadName {
    /// The name.
    pub name: String,
    /// What it breaks.
    pub rule: String,
    /// One near it that breaks none.
    pub near: Option<String>,
}

/// Crates that every Rust crate sees, or that cargo has a use of its own for.
const OF_RUST: &[&str] = &["alloc", "core", "proc_macro", "proc-macro", "std", "test"];

/// Folders of cargo's beside the program: `restricted_names::is_conflicting_artifact_name`.
const OF_CARGO: &[&str] = &["build", "deps", "examples", "incremental"];

/// What may be made of a word that is no name.
const INSTEAD: &str = "my-ops";

impl Name {
    /// Checks the name of a project that starts with some parts, since what follows from it
    /// differs.
    ///
    /// # Errors
    ///
    /// The first rule that the name breaks, and a name near it that would do.
    pub fn of(name: &str, parts: &[Part]) -> Result<Self, Error> {
        let templates = Templates::new()?;
        let Err(rule) = check(name, parts, &templates)? else {
            return Ok(Self::unchecked(name));
        };
        let mut near = None;
        for candidate in candidates(name) {
            if check(&candidate, parts, &templates)?.is_ok() {
                near = Some(candidate);
                break;
            }
        }
        let name = name.to_owned();
        Err(BadName { name, rule, near }.into())
    }

    fn unchecked(name: &str) -> Self {
        let stem = name.replace('-', "_");
        let module = module_of_type(&stem).to_owned();
        Self {
            package: name.to_owned(),
            ty: format!("{module}_ops"),
            module,
        }
    }
}

/// Whether a name keeps all rules; else the first that it breaks.
fn check(name: &str, parts: &[Part], templates: &Templates) -> Result<Result<(), String>, Error> {
    let refused = spelling(name).or_else(|| taken(name));
    match refused {
        Some(rule) => Ok(Err(rule)),
        None => of_model(name, parts, templates),
    }
}

fn spelling(name: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() {
        return Some("it is empty".to_owned());
    }
    if let Some(c) = name.chars().find(|&c| !is_plain(c)) {
        return Some(format!(
            "{c:?} is no letter, digit, `-` or `_` (Rust, for names of crates)"
        ));
    }
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some("it does not begin with a letter (Rust and C)".to_owned());
    }
    if name.contains(|c: char| c.is_ascii_uppercase()) {
        return Some("it has capital letters (the kernel's modules have none)".to_owned());
    }
    let stem = name.replace('-', "_");
    let camel = camel_case(&stem);
    let back = snake_case(&camel);
    (back != stem).then(|| {
        format!("its trait would be `{camel}Ops`, and that is `{back}_ops` in C, not `{stem}_ops`")
    })
}

fn taken(name: &str) -> Option<String> {
    let stem = name.replace('-', "_");
    if reserved::in_rust(&stem) {
        return Some("it is a Rust keyword".to_owned());
    }
    if OF_RUST.contains(&name) {
        return Some("it is a crate of Rust's own".to_owned());
    }
    if OF_CARGO.contains(&name) {
        return Some("cargo keeps a folder of that name beside programs".to_owned());
    }
    if crates::is_dependency(name) {
        return Some("the project depends on a crate of that name".to_owned());
    }
    reserved::anywhere(&stem).map(|row| format!("it is {} (C)", row.what))
}

/// The language's own rules are the last word: the trait is checked as `generate` does.
fn of_model(
    name: &str,
    parts: &[Part],
    templates: &Templates,
) -> Result<Result<(), String>, Error> {
    let request = Request {
        name: Name::unchecked(name),
        parts: parts.to_owned(),
        is_bare: true,
        crates: Crates::Vendored,
    };
    let text = request.trait_text(templates)?;
    let Err(refused) = Source::of_text("src/ops.rs", &text).interface() else {
        return Ok(Ok(()));
    };
    let mut found = refused.found.iter();
    let rule = found.next().map_or_else(String::new, |first| {
        format!("{} (rule {})", first.message, first.rule.code)
    });
    Ok(Err(rule))
}

/// Names near one, best first.
fn candidates(name: &str) -> Vec<String> {
    let plain = respelled(name);
    let short: String = plain.chars().take(limits::MAX_MODULE_NAME / 2).collect();
    let short = short.trim_end_matches('-').to_owned();
    let joined = snake_case(&camel_case(&plain.replace('-', "_"))).replace('_', "-");
    vec![
        plain.clone(),
        joined,
        format!("my-{plain}"),
        format!("{plain}-policy"),
        short,
        INSTEAD.to_owned(),
    ]
}

/// A name in small letters and digits, its words with one `-` between two.
fn respelled(name: &str) -> String {
    let mut out = String::new();
    for c in snake_case(name).chars() {
        if c.is_ascii_lowercase() || (c.is_ascii_digit() && !out.is_empty()) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    // A word begins with a letter: `tcp-4` becomes `tcp4`.
    let mut words = String::new();
    for word in out.split('-').filter(|word| !word.is_empty()) {
        if !words.is_empty() && word.starts_with(|c: char| c.is_ascii_lowercase()) {
            words.push('-');
        }
        words.push_str(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_from_one() {
        for (name, module, ty) in [
            ("player", "player", "player_ops"),
            ("my-ops", "my", "my_ops"),
            ("tcp4-ca_x", "tcp4_ca_x", "tcp4_ca_x_ops"),
        ] {
            let found = Name::of(name, &[]).unwrap();
            assert_eq!((found.module.as_str(), found.ty.as_str()), (module, ty));
        }
    }

    #[test]
    fn each_refusal_says_which_rule_and_what_would_do() {
        for (name, words, near) in [
            ("", "empty", "my-ops"),
            ("9lives", "letter", "lives"),
            ("Player", "capital", "player"),
            ("MyPlayer", "capital", "my-player"),
            ("one two", "' '", "one-two"),
            ("späße", "'ä'", "sp-e"),
            ("a-b", "`AB", "ab"),
            ("tcp-4", "tcp4_ops", "tcp4"),
            ("one--two", "OneTwo", "one-two"),
            ("player_", "Player", "player"),
            ("match", "Rust keyword", "my-match"),
            ("test", "crate of Rust", "my-test"),
            ("deps", "folder", "my-deps"),
            ("clap", "depends", "my-clap"),
            ("typedef", "C keyword", "my-typedef"),
            ("thermal", "SO", "my-thermal"),
            ("clean", "SO", "my-clean"),
            ("tcp-congestion", "SO", "my-tcp-congestion"),
            ("map-offload", "SO", "my-map-offload"),
        ] {
            let Err(Error::Name(found)) = Name::of(name, &[]) else {
                panic!("{name} is taken");
            };
            assert!(found.rule.contains(words), "{name}: {}", found.rule);
            assert_eq!(found.near.as_deref(), Some(near), "{name}");
        }
    }

    #[test]
    fn a_long_name_is_cut() {
        let Err(Error::Name(found)) = Name::of(&"long".repeat(40), &[]) else {
            panic!("such a long name is taken");
        };
        assert!(found.rule.contains("characters"), "{}", found.rule);
        assert!(Name::of(&found.near.unwrap(), &[]).is_ok());
    }
}
