//! Modules that a kernel has built in.

use super::lines;

/// One name per line, sorted; the first line says of which kernels.
///
/// `mod_sysfs_init` in kernel/module/sysfs.c refuses to load a module whose name is below
/// /sys/module already; modprobe takes one in `modules.builtin` for loaded, and does nothing.
const NAMES: &str = include_str!("builtin.txt");

/// Whether a module of that name is built into one of the kernels that were read.
pub fn has_module(name: &str) -> bool {
    lines::contains(NAMES, name)
}

#[cfg(test)]
mod tests {
    use super::{NAMES, has_module};

    #[test]
    fn what_is_built_in_is_known() {
        for name in ["thermal", "printk", "workqueue", "tcp_cubic"] {
            assert!(has_module(name), "{name}");
        }
        for name in ["bpf_testmod", "player", ""] {
            assert!(!has_module(name), "{name}");
        }
    }

    #[test]
    fn names_are_sorted_and_spelled_as_in_sysfs() {
        let names: Vec<&str> = NAMES.lines().skip(1).collect();
        assert!(names.is_sorted());
        let is_plain = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        assert!(names.into_iter().all(is_plain));
    }
}
