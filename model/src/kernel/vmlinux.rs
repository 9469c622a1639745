//! Tags that a vmlinux has.

use super::lines;

/// One tag per line, sorted; the first line says of which kernels.
///
/// A type of a module under one of these tags would never be found:
/// `btf_find_by_name_kind` searches the base BTF first, and so does libbpf.
const TAGS: &str = include_str!("vmlinux_tags.txt");

/// Whether a struct or union of that tag is in one of the kernels that were read.
pub fn has_tag(tag: &str) -> bool {
    lines::contains(TAGS, tag)
}

#[cfg(test)]
mod tests {
    use super::has_tag;

    #[test]
    fn the_kernels_own_tags_are_known() {
        for tag in ["task_struct", "tcp_congestion_ops", "track"] {
            assert!(has_tag(tag), "{tag}");
        }
        for tag in ["bpf_testmod_ops", "player_track", ""] {
            assert!(!has_tag(tag), "{tag}");
        }
    }
}
