//! Licences that make a module and a BPF program GPL-compatible.

/// A licence string and how SPDX writes it.
#[derive(Debug)]
pub struct License {
    /// What `MODULE_LICENSE` and the BPF `license` section get.
    pub ident: &'static str,
    /// The SPDX expression for the first line of a file.
    pub spdx: &'static str,
}

const GPL: License = License {
    ident: "GPL",
    spdx: "GPL-2.0",
};

/// What `license_is_gpl_compatible` in include/linux/license.h accepts. A type needs
/// one of these: `__register_bpf_struct_ops` is exported to GPL modules only, and
/// `check_struct_ops_btf_id` in kernel/bpf/verifier.c refuses programs without.
pub const GPL_COMPATIBLE: &[License] = &[
    GPL,
    License {
        ident: "GPL v2",
        spdx: "GPL-2.0-only",
    },
    License {
        ident: "GPL and additional rights",
        spdx: "GPL-2.0",
    },
    License {
        ident: "Dual BSD/GPL",
        spdx: "GPL-2.0 OR BSD-3-Clause",
    },
    License {
        ident: "Dual MIT/GPL",
        spdx: "GPL-2.0 OR MIT",
    },
    License {
        ident: "Dual MPL/GPL",
        spdx: "GPL-2.0 OR MPL-2.0",
    },
];

/// The licence of a type that does not name one.
pub const DEFAULT: &License = &GPL;

/// The licence of that name.
pub fn find(ident: &str) -> Option<&'static License> {
    GPL_COMPATIBLE.iter().find(|license| license.ident == ident)
}
