//! Names of C as names of Rust.

use structops_model::kernel::{macros, reserved};
use structops_model::name;

/// The name of the trait, which must not be the tag.
pub(super) fn trait_ident(tag: &str) -> String {
    let ident = name::camel_case(tag);
    if ident == tag {
        return format!("{ident}Type");
    }
    ident
}

/// The Rust module around it; that of a module's type has the module's name.
pub(super) fn module(tag: &str, home: &str) -> String {
    if home != super::VMLINUX {
        return home.to_owned();
    }
    let stem = name::module_of_type(tag);
    let stem = if stem == tag {
        format!("{tag}_type")
    } else {
        stem.to_owned()
    };
    stem.to_lowercase()
}

/// A name for Rust, and `#[name("..")]` where C has another.
pub(super) struct Named {
    /// In Rust.
    pub(super) ident: String,
    /// In C, where the language would make another of it.
    pub(super) attribute: Option<String>,
}

/// An op's name.
pub(super) fn op(name: &str) -> Named {
    let plain = name.to_lowercase();
    named(name, free(plain.clone()), |ident| ident == name)
}

/// A data member's name.
pub(super) fn data(name: &str) -> Named {
    let ident = free(name.to_uppercase());
    named(name, ident, |ident| ident.to_lowercase() == name)
}

/// A struct's, union's or enum's name in Rust.
pub(super) fn kernel_type(tag: &str) -> Named {
    named(tag, free(tag.to_owned()), |ident| ident == tag)
}

/// The name of a type that a module defines: without the module's prefix.
pub(super) fn own_type(tag: &str, prefix: &str) -> Named {
    let rest = tag.strip_prefix(prefix).unwrap_or(tag);
    let ident = name::camel_case(rest.trim_start_matches('_'));
    let ident = if is_ident(&ident) {
        ident
    } else {
        name::camel_case(tag)
    };
    named(tag, ident, |ident| {
        name::prefixed(prefix, &name::snake_case(ident)) == tag
    })
}

/// An enumerator of a module's enum: without the enum's prefix.
pub(super) fn own_variant(c_name: &str, tag: &str) -> Named {
    let prefix = format!("{}_", tag.to_uppercase());
    let rest = c_name.strip_prefix(&prefix).unwrap_or(c_name);
    let camel = name::camel_case(&rest.to_lowercase());
    let ident = if is_ident(&camel) {
        camel
    } else {
        c_name.to_owned()
    };
    named(c_name, ident, |ident| {
        let upper = name::snake_case(ident).to_uppercase();
        name::prefixed(&tag.to_uppercase(), &upper) == c_name
    })
}

fn is_ident(text: &str) -> bool {
    name::is_c_identifier(text) && !reserved::in_rust(text) && text != "_"
}

/// What is said of an argument; it is nobody's but the trait's.
pub(super) fn argument(name: &str, taken: &[String]) -> String {
    let mut name = name.to_owned();
    while reserved::in_rust(&name)
        || reserved::argument(&name).is_some()
        || macros::replaces(&name)
        || taken.contains(&name)
    {
        name.push('_');
    }
    name
}

fn named(c_name: &str, ident: String, is_same: impl Fn(&str) -> bool) -> Named {
    let attribute = (!is_same(&ident)).then(|| format!("#[name(\"{c_name}\")]"));
    Named { ident, attribute }
}

/// A name that no keyword of Rust is.
fn free(mut ident: String) -> String {
    while reserved::in_rust(&ident) {
        ident.push('_');
    }
    ident
}

/// Text in lines of at most so many columns.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_c() {
        for (tag, prefix, ident, is_told) in [
            ("player_track", "player", "Track", false),
            ("player_two_words", "player", "TwoWords", false),
            ("track", "player", "Track", true),
            ("player", "player", "Player", false),
            ("player_4bit", "player", "Player4bit", true),
        ] {
            let named = own_type(tag, prefix);
            assert_eq!(named.ident, ident, "{tag}");
            assert_eq!(named.attribute.is_some(), is_told, "{tag}");
        }
        assert_eq!(op("yield").ident, "yield_");
        assert_eq!(op("yield").attribute.as_deref(), Some("#[name(\"yield\")]"));
        assert_eq!(data("owner").ident, "OWNER");
        assert!(data("Odd").attribute.is_some());
        assert_eq!(own_variant("PLAYER_MODE_LOOP", "player_mode").ident, "Loop");
        assert!(own_variant("LOOP", "player_mode").attribute.is_some());
    }

    #[test]
    fn a_type_has_a_module_and_a_trait_of_other_names() {
        for (tag, ident, module_name) in [
            ("tcp_congestion_ops", "TcpCongestionOps", "tcp_congestion"),
            ("Qdisc_ops", "QdiscOps", "qdisc"),
            ("smc_hs_ctrl", "SmcHsCtrl", "smc_hs_ctrl_type"),
            ("Plain", "PlainType", "plain_type"),
        ] {
            assert_eq!(trait_ident(tag), ident);
            assert_eq!(module(tag, "vmlinux"), module_name);
        }
        assert_eq!(module("player_ops", "player"), "player");
    }
}
