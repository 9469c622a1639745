//! Scalars: the numbers that Rust, C and the verifier agree on.

macro_rules! scalars {
    ($($variant:ident $rust:literal $c:literal $bits:literal $signed:literal;)*) => {
        /// A scalar, by its Rust name.
        ///
        /// The widths are those of 64-bit kernels, the only ones with struct_ops
        /// trampolines.
        #[allow(missing_docs, reason = "each variant is its Rust name")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Scalar { $($variant,)* }

        impl Scalar {
            /// The scalar of a Rust name.
            pub fn of_rust(name: &str) -> Option<Self> {
                match name {
                    $($rust => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// The Rust name.
            pub fn rust(self) -> &'static str {
                match self { $(Self::$variant => $rust,)* }
            }

            /// The C name in kernel code.
            pub fn c(self) -> &'static str {
                match self { $(Self::$variant => $c,)* }
            }

            /// The width in bits.
            pub fn bits(self) -> u32 {
                match self { $(Self::$variant => $bits,)* }
            }

            /// Whether negative values exist.
            pub fn is_signed(self) -> bool {
                match self { $(Self::$variant => $signed,)* }
            }
        }
    };
}

scalars! {
    Bool "bool" "bool" 8 false;
    I8 "i8" "s8" 8 true;
    I16 "i16" "s16" 16 true;
    I32 "i32" "int" 32 true;
    I64 "i64" "s64" 64 true;
    Isize "isize" "ssize_t" 64 true;
    U8 "u8" "u8" 8 false;
    U16 "u16" "u16" 16 false;
    U32 "u32" "u32" 32 false;
    U64 "u64" "u64" 64 false;
    Usize "usize" "size_t" 64 false;
    Char "c_char" "char" 8 true;
    Schar "c_schar" "signed char" 8 true;
    Uchar "c_uchar" "unsigned char" 8 false;
    Short "c_short" "short" 16 true;
    Ushort "c_ushort" "unsigned short" 16 false;
    Int "c_int" "int" 32 true;
    Uint "c_uint" "unsigned int" 32 false;
    Long "c_long" "long" 64 true;
    Ulong "c_ulong" "unsigned long" 64 false;
    Longlong "c_longlong" "long long" 64 true;
    Ulonglong "c_ulonglong" "unsigned long long" 64 false;
}

impl Scalar {
    /// Whether `value` fits.
    pub fn holds(self, value: i128) -> bool {
        let bits = self.bits();
        match self {
            Self::Bool => (0..=1).contains(&value),
            // Signed for Rust on x86, unsigned for the kernel (`-funsigned-char`).
            Self::Char => (0..=127).contains(&value),
            _ if self.is_signed() => {
                (-(1_i128 << (bits - 1))..1_i128 << (bits - 1)).contains(&value)
            }
            _ => (0..1_i128 << bits).contains(&value),
        }
    }
}
