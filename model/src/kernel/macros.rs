//! Macros of the kernel that replace a bare name.

use super::lines;

/// One name per line, sorted; the first line says of which kernels.
///
/// Made by the preprocessor (`make -C $KDIR M=$PWD KCFLAGS=-dM all.i`) from a file that
/// includes what the templates in `kmod/` and the tables in `types.rs` name.
const NAMES: &str = include_str!("macros.txt");

/// Whether the preprocessor would replace an identifier of a generated module.
pub fn replaces(name: &str) -> bool {
    lines::contains(NAMES, name)
}

#[cfg(test)]
mod tests {
    use super::replaces;

    #[test]
    fn what_headers_define_is_known() {
        for name in ["PAGE_SIZE", "si_pid", "rcu_head", "d_lock"] {
            assert!(replaces(name), "{name}");
        }
        // Function-like, or naming itself only.
        for name in ["min", "readb", "player", ""] {
            assert!(!replaces(name), "{name}");
        }
    }
}
