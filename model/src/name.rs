//! Every naming rule between Rust and C.

/// The C name of a Rust identifier: CamelCase becomes snake_case, and a name that
/// is in snake case already stays as it is.
///
/// A run of capitals is one word (`HTTPOps` is `http_ops`) and a digit belongs to
/// the word before it.
pub fn snake_case(ident: &str) -> String {
    let mut out = String::with_capacity(ident.len() + 4);
    let mut chars = ident.chars().peekable();
    let mut before: Option<char> = None;
    while let Some(c) = chars.next() {
        if c.is_ascii_uppercase() {
            let after_word = before.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
            let starts_word = before.is_some_and(|b| b.is_ascii_uppercase())
                && chars.peek().is_some_and(char::is_ascii_lowercase);
            if after_word || starts_word {
                out.push('_');
            }
            out.push(c.to_ascii_lowercase());
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    out
}

/// The Rust type name of a C name: `bpf_testmod_ops` is `BpfTestmodOps`.
pub fn camel_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split('_') {
        let mut chars = word.chars();
        if let Some(first) = chars.next() {
            out.push(first.to_ascii_uppercase());
            out.push_str(chars.as_str());
        }
    }
    out
}

/// The name of the module that defines `type_name` unless the source says another:
/// without `_ops`.
pub fn module_of_type(type_name: &str) -> &str {
    match type_name.strip_suffix("_ops") {
        Some(stem) if !stem.is_empty() => stem,
        _ => type_name,
    }
}

/// `name` with the module's prefix, unless it has it already.
pub fn prefixed(prefix: &str, name: &str) -> String {
    match name.strip_prefix(prefix) {
        Some(rest) if rest.is_empty() || rest.starts_with('_') => name.to_owned(),
        _ => format!("{prefix}_{name}"),
    }
}

/// Whether a character would be invisible in C, or turn the text around it: controls and
/// the bidirectional ones that gcc warns of.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether `name` is an identifier in C.
pub fn is_c_identifier(name: &str) -> bool {
    name.chars()
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_names_become_c_names() {
        for (rust, c) in [
            ("BpfTestmodOps", "bpf_testmod_ops"),
            ("bpf_testmod_ops", "bpf_testmod_ops"),
            ("HTTPOps", "http_ops"),
            ("Tcp4Ops", "tcp4_ops"),
            ("Tcp4CAOps", "tcp4_ca_ops"),
            ("A", "a"),
            ("AB", "ab"),
            ("ABc", "a_bc"),
            ("Qdisc_ops", "qdisc_ops"),
            ("_Hidden", "_hidden"),
            ("x", "x"),
        ] {
            assert_eq!(snake_case(rust), c, "{rust}");
        }
    }

    #[test]
    fn modules_lose_the_suffix() {
        for (ty, module) in [
            ("player_ops", "player"),
            ("player", "player"),
            ("_ops", "_ops"),
        ] {
            assert_eq!(module_of_type(ty), module);
        }
    }

    #[test]
    fn prefixes_are_not_doubled() {
        for (name, out) in [
            ("track", "player_track"),
            ("player_track", "player_track"),
            ("player", "player"),
            ("players", "player_players"),
        ] {
            assert_eq!(prefixed("player", name), out);
        }
    }

    #[test]
    fn c_identifiers() {
        for good in ["a", "_a1", "A_9"] {
            assert!(is_c_identifier(good), "{good}");
        }
        for bad in ["", "9a", "a-b", "é", "a b", "a.b"] {
            assert!(!is_c_identifier(bad), "{bad}");
        }
    }
}
