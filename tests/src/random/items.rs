//! What a module declares beside its traits: constants, enums, structs, unions, types of
//! the kernel.

use std::fmt::Write as _;

use fastrand::Rng;

use super::types::{self, ALIASES, Scalar};
use super::words;

/// The names that the traits of a module may use.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// The release that the range begins with: 612 is 6.12.
    pub(super) from: u32,
    /// Whether there may be types beside scalars.
    pub(super) is_module: bool,
    pub(super) consts: Vec<Const>,
    pub(super) enums: Vec<Enum>,
    pub(super) structs: Vec<Struct>,
}

#[derive(Debug)]
pub(super) struct Const {
    pub(super) ident: String,
    pub(super) scalar: Scalar,
    pub(super) value: i128,
}

#[derive(Debug)]
pub(super) struct Enum {
    pub(super) ident: String,
    pub(super) variants: Vec<String>,
    values: Vec<i128>,
    is_signed: bool,
    of_kernel: Option<&'static str>,
}

#[derive(Debug)]
pub(super) struct Struct {
    pub(super) ident: String,
    pub(super) is_union: bool,
    pub(super) size: u64,
    align: u64,
    pub(super) of_kernel: bool,
    /// Whether a pointer is anywhere inside: user space cannot set such a member.
    pub(super) has_pointer: bool,
    text: String,
}

/// Fields of the kernel's structs, as the releases that are built against have them.
const FIELDS: &[(&str, &str, &str)] = &[
    ("task_struct", "pid", "i32"),
    ("task_struct", "flags", "u32"),
    ("task_struct", "comm", "[c_char; 16]"),
    ("task_struct", "mm", "*mut c_void"),
    ("task_struct", "start_time", "u64"),
    ("file", "f_flags", "u32"),
    ("inode", "i_mode", "u16"),
    ("inode", "i_ino", "u64"),
    ("sk_buff", "len", "u32"),
    ("sk_buff", "mac_len", "u16"),
    ("net_device", "mtu", "u32"),
    ("net_device", "ifindex", "i32"),
    ("cgroup", "level", "i32"),
    ("bpf_attr", "map_type", "u32"),
];

/// Enums of the kernel, each with an enumerator or more.
const ENUMS: &[(&str, &str, &[&str])] = &[
    (
        "#[kernel]",
        "dma_data_direction",
        &["DMA_BIDIRECTIONAL", "DMA_TO_DEVICE", "DMA_FROM_DEVICE"],
    ),
    (
        "#[kernel(header = \"linux/pid_types.h\")]",
        "pid_type",
        &["PIDTYPE_PID", "PIDTYPE_TGID"],
    ),
    (
        "#[kernel(header = \"linux/migrate_mode.h\")]",
        "migrate_mode",
        &["MIGRATE_ASYNC"],
    ),
];

/// Unions of the kernel.
const UNIONS: &[(&str, &str)] = &[("union", "bpf_attr")];

impl Scope {
    pub(super) fn of_short_form(from: u32) -> Self {
        Self {
            from,
            ..Self::default()
        }
    }

    pub(super) fn random(rng: &mut Rng, from: u32) -> Self {
        let mut scope = Self {
            from,
            is_module: true,
            ..Self::default()
        };
        let mut taken = Vec::new();
        for _ in 0..rng.usize(..6) {
            let scalar = types::integer(rng);
            scope.consts.push(Const {
                ident: words::name(rng, &mut taken, 40)
                    .to_uppercase()
                    .replace("R#", ""),
                scalar,
                value: scalar.value(rng),
            });
        }
        for _ in 0..rng.usize(..4) {
            scope.push_enum(rng);
        }
        for _ in 0..rng.usize(..6) {
            scope.push_struct(rng);
        }
        for _ in 0..rng.usize(..3) {
            scope.push_kernel_struct(rng);
        }
        scope
    }

    fn push_enum(&mut self, rng: &mut Rng) {
        let known = rng.choice(ENUMS).copied().filter(|_| rng.u8(..3) == 0);
        if let Some((attribute, tag, variants)) = known {
            if self.enums.iter().all(|one| one.ident != tag) {
                self.enums.push(Enum {
                    ident: tag.to_owned(),
                    variants: variants.iter().map(|&name| name.to_owned()).collect(),
                    values: (0..).take(variants.len()).collect(),
                    is_signed: false,
                    of_kernel: Some(attribute),
                });
            }
            return;
        }
        let is_signed = rng.bool();
        let scalar = types::of_rust(if is_signed { "i32" } else { "u32" });
        let mut values: Vec<i128> = Vec::new();
        for _ in 0..rng.usize(1..6) {
            let value = scalar.map_or(0, |scalar| scalar.value(rng));
            if !values.contains(&value) {
                values.push(value);
            }
        }
        self.enums.push(Enum {
            ident: format!("Enum{}", self.enums.len()),
            variants: (0..values.len()).map(|n| format!("V{n}x")).collect(),
            values,
            is_signed,
            of_kernel: None,
        });
    }

    fn push_kernel_struct(&mut self, rng: &mut Rng) {
        let number = self.structs.len();
        let (head, tag) = if rng.u8(..4) == 0 {
            let (keyword, tag) = rng.choice(UNIONS).copied().unwrap_or(("union", "bpf_attr"));
            (
                format!("#[kernel(header = \"linux/bpf.h\")]\n    pub {keyword} {tag}"),
                tag,
            )
        } else {
            let rows = structops_model::kernel::types::HEADERS;
            let tag = rng.choice(rows).map_or("file", |row| row.tag);
            (format!("#[kernel]\n    pub struct {tag}"), tag)
        };
        if self.structs.iter().any(|one| one.ident == tag) {
            return;
        }
        let is_union = head.contains("union");
        let mut text = format!("    {head} {{\n");
        // The module asserts that the kernel has what is listed.
        let known = FIELDS.iter().filter(|(owner, ..)| *owner == tag);
        for (_, name, ty) in known {
            if rng.u8(..4) > 0 {
                let _ = writeln!(text, "        pub {name}: {ty},");
            }
        }
        if is_union && !text.contains("pub map_type") {
            text.push_str("        pub map_type: u32,\n");
        }
        text.push_str("    }\n");
        self.structs.push(Struct {
            ident: tag.to_owned(),
            is_union,
            size: 0,
            align: 0,
            of_kernel: true,
            has_pointer: true,
            text: format!(
                "{}{text}",
                if number.is_multiple_of(2) {
                    "    /// Of the kernel.\n"
                } else {
                    ""
                }
            ),
        });
    }

    fn push_struct(&mut self, rng: &mut Rng) {
        let ident = format!("Shared{}", self.structs.len());
        let is_union = rng.u8(..4) == 0;
        let keyword = if is_union { "union" } else { "struct" };
        let mut text = String::new();
        words::push_docs(rng, &mut text, "    ");
        let derive = "    #[derive(Clone, Copy)]";
        let _ = writeln!(text, "{derive}\n    pub {keyword} {ident} {{");
        let (mut size, mut align) = (0_u64, 1_u64);
        let mut taken = Vec::new();
        for _ in 0..rng.usize(1..6) {
            let (ty, of_field, align_of_field) = self.field_type(rng);
            words::push_docs(rng, &mut text, "        ");
            let name = words::name(rng, &mut taken, 60);
            if rng.u8(..10) == 0 {
                let _ = writeln!(text, "        #[name(\"c_{}\")]", name.replace("r#", ""));
            }
            let _ = writeln!(text, "        pub {name}: {ty},");
            let start = if is_union {
                0
            } else {
                size.next_multiple_of(align_of_field)
            };
            size = size.max(start + of_field);
            align = align.max(align_of_field);
        }
        text.push_str("    }\n");
        self.structs.push(Struct {
            ident,
            is_union,
            size: size.next_multiple_of(align),
            align,
            of_kernel: false,
            has_pointer: self.holds_pointer(&text),
            text,
        });
    }

    /// Whether the text of a type, or of fields, leads to a pointer.
    pub(super) fn holds_pointer(&self, text: &str) -> bool {
        let inside = |one: &Struct| one.has_pointer && text.contains(one.ident.as_str());
        text.contains("*mut ") || text.contains("*const ") || self.structs.iter().any(inside)
    }

    /// A type that a shared struct may hold: its text, size and alignment.
    pub(super) fn field_type(&self, rng: &mut Rng) -> (String, u64, u64) {
        let scalar = types::integer(rng);
        let bytes = u64::from(scalar.bits.div_ceil(8));
        let plain = (scalar.rust.to_owned(), bytes, bytes);
        let own = |one: &&Struct| !one.of_kernel && one.size <= 4096;
        match rng.u8(..10) {
            0 => ("bool".to_owned(), 1, 1),
            1 => (pointer(rng), 8, 8),
            2 => {
                let of_kernel: Vec<&Struct> = self.structs.iter().collect();
                let target = rng.choice(of_kernel).map_or("c_void", |one| &one.ident);
                (format!("*mut {target}"), 8, 8)
            }
            3 => match rng.choice(&self.enums) {
                Some(one) => (one.ident.clone(), 4, 4),
                None => plain,
            },
            4 => match rng.choice(self.structs.iter().filter(own).collect::<Vec<_>>()) {
                Some(one) => (one.ident.clone(), one.size, one.align),
                None => plain,
            },
            5 | 6 => {
                let (element, size, align) = self.field_type(rng);
                let most = match rng.u8(..12) {
                    0 => 5000,
                    _ => 20,
                };
                let len = rng.u64(1..=most);
                if size * len > 1 << 16 {
                    return plain;
                }
                (
                    format!("[{element}; {}]", self.length(rng, len)),
                    size * len,
                    align,
                )
            }
            _ => plain,
        }
    }

    /// `len`, as a constant where there is one.
    pub(super) fn length(&self, rng: &mut Rng, len: u64) -> String {
        let same = self
            .consts
            .iter()
            .find(|one| one.scalar.rust == "usize" && one.value == i128::from(len));
        match same {
            Some(one) => one.ident.clone(),
            None => match rng.u8(..4) {
                0 => format!("{len:#x}"),
                1 => format!("{} + 1", len - 1),
                _ => len.to_string(),
            },
        }
    }

    /// The constants, in an order in which each could use those before it.
    pub(super) fn consts_text(&self, rng: &mut Rng) -> String {
        let mut text = String::new();
        for one in &self.consts {
            words::push_docs(rng, &mut text, "    ");
            let value = types::expression(rng, one.value, one.scalar);
            let _ = writeln!(
                text,
                "    pub const {}: {} = {value};",
                one.ident, one.scalar.rust
            );
        }
        text
    }

    /// Enums and structs, one text each.
    pub(super) fn text(&self, rng: &mut Rng) -> Vec<String> {
        let mut parts: Vec<String> = self.enums.iter().map(|one| one.text(rng)).collect();
        parts.extend(self.structs.iter().map(|one| one.text.clone()));
        parts
    }
}

impl Enum {
    fn text(&self, rng: &mut Rng) -> String {
        let mut text = String::new();
        words::push_docs(rng, &mut text, "    ");
        if let Some(attribute) = self.of_kernel {
            let _ = writeln!(text, "    {attribute}");
        }
        let repr = if self.is_signed { "i32" } else { "u32" };
        let _ = writeln!(text, "    #[repr({repr})]\n    #[derive(Clone, Copy)]");
        let _ = writeln!(text, "    pub enum {} {{", self.ident);
        let mut next = 0;
        for (name, value) in self.variants.iter().zip(&self.values) {
            words::push_docs(rng, &mut text, "        ");
            if self.of_kernel.is_none() && rng.u8(..10) == 0 {
                let _ = writeln!(text, "        #[deprecated]");
            }
            if *value == next && rng.bool() {
                let _ = writeln!(text, "        {name},");
            } else {
                let _ = writeln!(text, "        {name} = {value},");
            }
            next = value + 1;
        }
        text.push_str("    }\n");
        text
    }
}

/// A raw pointer to a scalar or to nothing in particular.
pub(super) fn pointer(rng: &mut Rng) -> String {
    let qualifier = if rng.bool() { "const" } else { "mut" };
    let target = match rng.u8(..5) {
        0 => "c_void",
        1 => "bool",
        2 => "core::ffi::c_char",
        _ => types::integer(rng).rust,
    };
    format!("*{qualifier} {target}")
}

/// `#[c_type("gfp_t")]` and the scalar that goes with it.
pub(super) fn alias(rng: &mut Rng) -> (&'static str, &'static str) {
    rng.choice(ALIASES).copied().unwrap_or(("gfp_t", "u32"))
}
