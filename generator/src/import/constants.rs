//! Constants that programs of a type of Linux use, under the kernel's names.

use struct_ops::btf::Btf;
use structops_model::kernel::constants::{self, Constants};

/// One text for each enum or file that they come from; none for other types.
pub(super) fn constants(btf: &Btf, tag: &str) -> Vec<String> {
    let Some(row) = constants::find(tag) else {
        return Vec::new();
    };
    let enums = row.enums.iter().filter_map(|name| {
        // What this kernel lacks, its programs do not need.
        let layout = btf.enumeration(name)?;
        let values = layout.enumerators.iter();
        let values = values.map(|one| (&*one.name, one.value));
        Some(group(&format!("enum {name}"), values, row))
    });
    let mut groups: Vec<String> = enums.collect();
    if !row.values.is_empty() {
        groups.push(group(row.source, row.values.iter().copied(), row));
    }
    groups
}

fn group<'a>(
    source: &str,
    values: impl Iterator<Item = (&'a str, i64)>,
    row: &Constants,
) -> String {
    // Two underscores mark what is the kernel's alone.
    let values = values.filter(|(name, _)| !name.starts_with("__"));
    let lines = values.map(|(name, value)| {
        format!(
            "    #[name(\"{name}\")]\n    pub const {name}: {} = {};",
            row.scalar,
            spelled(value, row.scalar)
        )
    });
    let lines: Vec<String> = lines.collect();
    format!("    // `{source}`\n{}", lines.join("\n"))
}

/// Round numbers as people write them, and bits by their digits.
fn spelled(value: i64, scalar: &str) -> String {
    let bits = value.cast_unsigned();
    if scalar.starts_with('i') || bits < 10_000 {
        return value.to_string();
    }
    let (digits, size, head) = if bits.is_multiple_of(1000) {
        (bits.to_string(), 3, "")
    } else {
        (format!("{bits:x}"), 4, "0x")
    };
    let places: Vec<char> = digits.chars().collect();
    let groups: Vec<String> = places
        .rchunks(size)
        .map(|group| group.iter().collect())
        .collect();
    let groups: Vec<String> = groups.into_iter().rev().collect();
    format!("{head}{}", groups.join("_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spelled_as_people_read_them() {
        for (value, text) in [
            (0, "0"),
            (8192, "8192"),
            (20_000_000, "20_000_000"),
            (65_536, "0x1_0000"),
            (i64::MIN, "0x8000_0000_0000_0000"),
            (-1, "0xffff_ffff_ffff_ffff"),
        ] {
            assert_eq!(spelled(value, "u64"), text);
        }
        assert_eq!(spelled(-1, "i32"), "-1");
    }
}
