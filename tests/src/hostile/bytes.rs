//! BTF written by hand, type by type, right or wrong (`include/uapi/linux/btf.h`).

use libbpf_sys as sys;

/// Bytes of `struct btf_header`.
const HEADER: u32 = 24;

/// A BTF under construction.
pub struct Bytes {
    types: Vec<u8>,
    texts: Vec<u8>,
    /// Where the texts of the base end.
    texts_before: u32,
    next: u32,
}

impl Default for Bytes {
    fn default() -> Self {
        Self {
            types: Vec::new(),
            texts: vec![0],
            texts_before: 0,
            next: 1,
        }
    }
}

impl Bytes {
    /// One that goes on where another ends.
    pub fn on(base: &Self) -> Self {
        Self {
            types: Vec::new(),
            texts: Vec::new(),
            texts_before: base.texts_before + length(&base.texts),
            next: base.next,
        }
    }

    /// The id of the type that comes next.
    pub fn next(&self) -> u32 {
        self.next
    }

    /// Adds a text, and says where it is; the empty one is at 0.
    pub fn text(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        let at = self.texts_before + length(&self.texts);
        self.texts.extend(text.bytes().chain([0]));
        at
    }

    /// Adds a type as it is: its name's place, its kind, how many records follow, its size or
    /// type, and the words of the records.
    pub fn raw(&mut self, name: u32, kind: u32, count: usize, size: u32, rest: &[u32]) -> u32 {
        let count = u32::try_from(count).unwrap_or(u32::MAX) & 0xffff;
        for word in [name, (kind << 24) | count, size].iter().chain(rest) {
            self.types.extend(word.to_le_bytes());
        }
        self.next += 1;
        self.next - 1
    }

    /// A signed integer.
    pub fn int(&mut self, name: &str, bytes: u32) -> u32 {
        let name = self.text(name);
        self.raw(
            name,
            sys::BTF_KIND_INT,
            0,
            bytes,
            &[(1 << 24) | (bytes * 8)],
        )
    }

    /// A type that is another one with something added: a pointer, a typedef, a modifier.
    pub fn link(&mut self, kind: u32, name: &str, to: u32) -> u32 {
        let name = self.text(name);
        self.raw(name, kind, 0, to, &[])
    }

    /// A pointer.
    pub fn pointer(&mut self, to: u32) -> u32 {
        self.link(sys::BTF_KIND_PTR, "", to)
    }

    /// An array, with itself as the type of its index.
    pub fn array(&mut self, of: u32, length: u32) -> u32 {
        self.raw(0, sys::BTF_KIND_ARRAY, 0, 0, &[of, of, length])
    }

    /// A struct or union; each member has a name, a type, and an offset in bits.
    pub fn record(&mut self, kind: u32, name: &str, size: u32, of: &[(&str, u32, u32)]) -> u32 {
        let mut rest = Vec::new();
        for (member, ty, offset) in of {
            rest.extend([self.text(member), *ty, *offset]);
        }
        let name = self.text(name);
        self.raw(name, kind, of.len(), size, &rest)
    }

    /// A struct.
    pub fn structure(&mut self, name: &str, size: u32, members: &[(&str, u32, u32)]) -> u32 {
        self.record(sys::BTF_KIND_STRUCT, name, size, members)
    }

    /// A function's prototype; each parameter has a name and a type.
    pub fn prototype(&mut self, result: u32, params: &[(&str, u32)]) -> u32 {
        let mut rest = Vec::new();
        for (name, ty) in params {
            rest.extend([self.text(name), *ty]);
        }
        self.raw(0, sys::BTF_KIND_FUNC_PROTO, params.len(), result, &rest)
    }

    /// An enum of four bytes.
    pub fn enumeration(&mut self, name: &str, of: &[(&str, u32)]) -> u32 {
        let mut rest = Vec::new();
        for (name, value) in of {
            rest.extend([self.text(name), *value]);
        }
        let name = self.text(name);
        self.raw(name, sys::BTF_KIND_ENUM, of.len(), 4, &rest)
    }

    /// The struct_ops type `a_ops` with those members, and its value type.
    pub fn struct_ops(&mut self, size: u32, members: &[(&str, u32, u32)]) -> u32 {
        let common = self.structure("bpf_struct_ops_common_value", 8, &[]);
        let ops = self.structure("a_ops", size, members);
        self.structure(
            "bpf_struct_ops_a_ops",
            size + 8,
            &[("common", common, 0), ("data", ops, 64)],
        )
    }

    /// The finished bytes.
    pub fn finish(&self) -> Vec<u8> {
        let words = [
            HEADER,
            0,
            length(&self.types),
            length(&self.types),
            length(&self.texts),
        ];
        let mut bytes = vec![0x9f, 0xeb, 1, 0];
        bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        bytes.extend(&self.types);
        bytes.extend(&self.texts);
        bytes
    }
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}
