//! Scalars and numbers that fit them, in every way that Rust can write them.

use fastrand::Rng;

use super::items::Scope;

/// A scalar: Rust name, bits, sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scalar {
    pub(super) rust: &'static str,
    pub(super) bits: u32,
    pub(super) signed: bool,
}

macro_rules! scalars {
    ($($rust:literal $bits:literal $signed:literal)*) => {
        &[$(Scalar { rust: $rust, bits: $bits, signed: $signed }),*]
    };
}

/// Every integer of the language; `c_char` has 7 bits on which all agree.
pub(super) const INTEGERS: &[Scalar] = scalars! {
    "i8" 8 true "i16" 16 true "i32" 32 true "i64" 64 true "isize" 64 true
    "u8" 8 false "u16" 16 false "u32" 32 false "u64" 64 false "usize" 64 false
    "c_char" 7 false "c_schar" 8 true "c_uchar" 8 false "c_short" 16 true
    "c_ushort" 16 false "c_int" 32 true "c_uint" 32 false "c_long" 64 true
    "c_ulong" 64 false "c_longlong" 64 true "c_ulonglong" 64 false
};

/// C names of scalars that every kernel header knows.
pub(super) const ALIASES: &[(&str, &str)] = &[
    ("gfp_t", "u32"),
    ("pid_t", "i32"),
    ("dev_t", "u32"),
    ("umode_t", "u16"),
    ("loff_t", "i64"),
    ("sector_t", "u64"),
    ("blkcnt_t", "u64"),
    ("fmode_t", "u32"),
    ("slab_flags_t", "u32"),
    ("dma_addr_t", "u64"),
    ("size_t", "usize"),
    ("size_t", "u64"),
    ("ssize_t", "i64"),
    ("u32", "c_uint"),
    ("u64", "c_ulong"),
    ("s64", "c_long"),
    ("__u8", "u8"),
    ("__be16", "u16"),
    ("__le64", "u64"),
    ("bool", "bool"),
];

impl Scalar {
    /// Both ends of its values.
    pub(super) fn ends(self) -> (i128, i128) {
        if self.signed {
            (-(1 << (self.bits - 1)), (1 << (self.bits - 1)) - 1)
        } else {
            (0, (1 << self.bits) - 1)
        }
    }

    /// Some value of it, often an end.
    pub(super) fn value(self, rng: &mut Rng) -> i128 {
        let (low, high) = self.ends();
        match rng.u8(..6) {
            0 => low,
            1 => high,
            2 => 0,
            3 => 1,
            _ => rng.i128(low..=high),
        }
    }

    fn is_of_core(self) -> bool {
        !self.rust.starts_with("c_")
    }
}

pub(super) fn integer(rng: &mut Rng) -> Scalar {
    rng.choice(INTEGERS).copied().unwrap_or(Scalar {
        rust: "u32",
        bits: 32,
        signed: false,
    })
}

pub(super) fn of_rust(rust: &str) -> Option<Scalar> {
    INTEGERS.iter().copied().find(|one| one.rust == rust)
}

/// `value` as an expression of type `scalar`, sometimes with arithmetic.
pub(super) fn expression(rng: &mut Rng, value: i128, scalar: Scalar) -> String {
    let (_, high) = scalar.ends();
    if value < 0 {
        return format!("-{}", literal(rng, -value, scalar));
    }
    let plain = literal(rng, value, scalar);
    let part = rng.i128(0..=value);
    match rng.u8(..12) {
        0 => format!("({plain})"),
        1 => format!("{part} + {}", value - part),
        2 if value < high => format!("{} - 1", value + 1),
        3 if value % 2 == 0 => format!("{} * 2", value / 2),
        4 if value <= high / 2 => format!("{} / 2", value * 2),
        5 => format!("{} | {}", value & 0x55, value & !0x55),
        6 => format!("{value} & {high}"),
        7 if value.count_ones() == 1 => format!("1 << {}", value.trailing_zeros()),
        8 => format!("({value} >> 0)"),
        9 if value <= 255 => format!("{value}_u8 as {}", scalar.rust),
        10 if value <= 1 << 31 => format!("({value}_u64 as {})", scalar.rust),
        _ => plain,
    }
}

fn literal(rng: &mut Rng, value: i128, scalar: Scalar) -> String {
    let suffix = if scalar.is_of_core() && rng.u8(..4) == 0 {
        format!("_{}", scalar.rust)
    } else {
        String::new()
    };
    match rng.u8(..6) {
        0 => format!("{value:#x}{suffix}"),
        1 => format!("{value:#b}{suffix}"),
        2 => format!("{value:#o}{suffix}"),
        3 => format!("0_0{value}{suffix}"),
        _ => format!("{value}{suffix}"),
    }
}

/// A value for a result or a member of that scalar: number, constant, errno.
pub(super) fn value(rng: &mut Rng, scalar: Scalar, scope: &Scope) -> String {
    const ERRNOS: &[&str] = &["EPERM", "EINVAL", "ENOENT", "EOPNOTSUPP", "EAGAIN"];
    let constants: Vec<&str> = scope
        .consts
        .iter()
        .filter(|one| one.scalar == scalar)
        .map(|one| one.ident.as_str())
        .collect();
    match rng.u8(..4) {
        0 if scalar.signed => format!("-{}", rng.choice(ERRNOS).copied().unwrap_or("EIO")),
        1 if !constants.is_empty() => rng.choice(constants).unwrap_or("0").to_owned(),
        _ => {
            let value = scalar.value(rng);
            expression(rng, value, scalar)
        }
    }
}
