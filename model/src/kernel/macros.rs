//! Macros that replace a name wherever it stands bare.

use std::collections::HashSet;
use std::sync::LazyLock;

/// One name per line, sorted; the first line says of which kernels.
///
/// Made by the preprocessor (`make -C $KDIR M=$PWD KCFLAGS=-dM all.i`) from a file that
/// includes what the templates in `kmod/` and the tables in `types.rs` name. Macros with
/// arguments are left out: they replace nothing unless a bracket follows.
const NAMES: &str = include_str!("macros.txt");

static SET: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NAMES.lines().skip(1).collect());

/// Whether the headers of one of the kernels that were read define a macro of that name.
pub fn has(name: &str) -> bool {
    SET.contains(name)
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn macros_of_headers_are_known() {
        for name in [
            "current",
            "HZ",
            "PAGE_SIZE",
            "pageblock_order",
            "fallthrough",
        ] {
            assert!(has(name), "{name}");
        }
        for name in ["play", "container_of", "PLAYER_MAX_TRACKS", ""] {
            assert!(!has(name), "{name}");
        }
    }
}
