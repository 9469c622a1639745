//! The smallest ELF file that has some sections.

/// An object file of a 64-bit little-endian machine with those sections and no more.
pub fn with_sections(sections: &[(&str, &[u8])]) -> Vec<u8> {
    const HEADER: usize = 64;
    let mut names = vec![0_u8];
    let mut content = vec![0; HEADER];
    // Name, type, offset and size of each; the first one is empty by definition.
    let mut rows = vec![(0, 0_u32, 0, 0)];
    let mut add = |name: &str, kind: u32, data: &[u8], content: &mut Vec<u8>| {
        let name_at = names.len();
        names.extend(name.bytes().chain([0]));
        content.resize(content.len().next_multiple_of(8), 0);
        rows.push((name_at, kind, content.len(), data.len()));
        content.extend(data);
        names.clone()
    };
    for (name, data) in sections {
        add(name, 1, data, &mut content);
    }
    let all_names = add(".shstrtab", 3, &[], &mut content);
    content.extend(&all_names);
    if let Some(row) = rows.last_mut() {
        row.3 = all_names.len();
    }
    content.resize(content.len().next_multiple_of(8), 0);
    let table = content.len();
    for (name, kind, offset, size) in &rows {
        content.extend(u32::try_from(*name).unwrap_or(0).to_le_bytes());
        content.extend(kind.to_le_bytes());
        for word in [0, 0, *offset, *size, 0, 1, 0] {
            // Link and info are one word here, and both zero.
            content.extend((word as u64).to_le_bytes());
        }
    }
    let header = header(table, rows.len());
    content.splice(..HEADER, header);
    content
}

fn header(table: usize, count: usize) -> Vec<u8> {
    let mut header = b"\x7fELF\x02\x01\x01".to_vec();
    header.resize(16, 0);
    // ET_REL, EM_BPF, EV_CURRENT.
    header.extend([1, 0, 247, 0, 1, 0, 0, 0]);
    header.extend([0; 16]);
    header.extend((table as u64).to_le_bytes());
    header.extend([0; 4]);
    for half in [64, 0, 0, 64, count, count - 1] {
        header.extend((half as u16).to_le_bytes());
    }
    header
}
