//! Which release brought what: code asks for a feature by its name.

use std::fmt;

/// A kernel release, such as 6.12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release {
    /// 6 of 6.12.
    pub major: u32,
    /// 12 of 6.12.
    pub minor: u32,
}

impl Release {
    /// The oldest release that a generated module supports: the first that was read with
    /// `bpf_base_func_proto` exported, without which a type of a module can offer no
    /// helper (`kernel/bpf/helpers.c`; not exported in 6.11's Module.symvers).
    pub const FLOOR: Self = Self {
        major: 6,
        minor: 12,
    };

    /// A release of its text, `6.12`.
    pub fn parse(text: &str) -> Option<Self> {
        let (major, minor) = text.trim().split_once('.')?;
        Some(Self {
            major: major.parse().ok()?,
            minor: minor.parse().ok()?,
        })
    }
}

impl Release {
    /// The release of a running kernel's or an image's text: `7.3-rc7-amd64`.
    pub fn of_uname(text: &str) -> Option<Self> {
        let mut numbers = text.split(|c: char| !c.is_ascii_digit());
        Some(Self {
            major: numbers.next()?.parse().ok()?,
            minor: numbers.next()?.parse().ok()?,
        })
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// Something that kernels have from some release on.
#[derive(Debug)]
pub struct Feature {
    /// What it is, as a diagnostic names it.
    pub what: &'static str,
    /// The first release that was read with it.
    pub since: Release,
}

/// A program may return NULL or a reference of the op's struct type, and the verifier
/// checks it: `check_return_code` in `kernel/bpf/verifier.c`, absent in 6.14, present in
/// 6.17. Before, any scalar passed as a pointer.
pub const POINTER_RESULTS: Feature = Feature {
    what: "a pointer as a result",
    since: Release {
        major: 6,
        minor: 17,
    },
};

/// The stub argument suffix `__ref`: `prepare_arg_info` in `kernel/bpf/bpf_struct_ops.c`,
/// absent in 6.14, present in 6.17.
pub const REFERENCE_ARGUMENTS: Feature = Feature {
    what: "an argument that the program owns",
    since: Release {
        major: 6,
        minor: 17,
    },
};

/// More than six arguments: `save_args` in `arch/x86/net/bpf_jit_comp.c` reads those on
/// the stack 8 bytes off for the indirect trampolines of struct_ops up to 7.2 (a program
/// gets its neighbour's value, and the last one a word of the caller's stack); read and
/// run right in 7.3.
pub const STACK_ARGUMENTS: Feature = Feature {
    what: "a seventh argument",
    since: Release { major: 7, minor: 3 },
};

/// Attach types for tracing several functions at once, `BPF_TRACE_FENTRY_MULTI` to
/// `BPF_TRACE_FSESSION_MULTI` in include/uapi/linux/bpf.h, absent in 6.12, present in 7.2.
/// They take places of ops away: see [`NO_PROGRAM`](super::limits::NO_PROGRAM).
pub const TRACING_MULTI: Feature = Feature {
    what: "tracing of several functions",
    since: Release { major: 7, minor: 2 },
};

/// A union as an argument by value: refused by `__get_type_size` in `kernel/bpf/btf.c` up
/// to 6.17, accepted in 7.0.
pub const UNIONS_BY_VALUE: Feature = Feature {
    what: "a union as an argument",
    since: Release { major: 7, minor: 0 },
};

#[cfg(test)]
mod tests {
    use super::Release;

    #[test]
    fn releases_of_kernels_are_read() {
        for (text, major, minor) in [
            ("6.12.117+deb12-amd64", 6, 12),
            ("7.3-amd64", 7, 3),
            ("7.3-rc7", 7, 3),
        ] {
            let read = Release::of_uname(text);
            assert_eq!(read, Some(Release { major, minor }), "{text}");
        }
        assert_eq!(Release::of_uname("linux"), None);
    }
}
