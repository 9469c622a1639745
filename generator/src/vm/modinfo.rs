//! What a module says of itself in its section `.modinfo`.

/// What stands before the names of the modules that a module needs.
const DEPENDS: &[u8] = b"depends=";

/// The modules that a module needs: `depends=a,b` between two NULs.
pub(crate) fn needs(ko: &[u8]) -> Vec<String> {
    let mut places = ko.windows(DEPENDS.len()).enumerate();
    let found = places.find(|(at, window)| {
        *window == DEPENDS
            && at
                .checked_sub(1)
                .is_none_or(|before| ko.get(before) == Some(&0))
    });
    let names = found.and_then(|(at, _)| ko.get(at + DEPENDS.len()..));
    let names = names
        .and_then(|rest| rest.split(|&byte| byte == 0).next())
        .unwrap_or_default();
    String::from_utf8_lossy(names)
        .split(',')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needs_are_read_out_of_a_module() {
        assert_eq!(
            needs(b"\0license=GPL\0depends=rail,track\0name=x\0"),
            ["rail", "track"]
        );
        assert!(needs(b"\0depends=\0").is_empty());
        assert!(needs(b"what it depends=on\0").is_empty());
    }
}
