//! The programs and headers that commands need.

use super::Purpose::{Build, Generate, Module, Test, TestKernels};
use super::{Found, Machine, Need, Packages};

/// The same name everywhere.
const fn everywhere(name: &'static str) -> Packages {
    Packages {
        debian: name,
        fedora: name,
        arch: name,
        suse: name,
    }
}

const NONE: Packages = everywhere("");

/// Names of packages other than Debian's were looked up, not tried.
pub(super) const NEEDS: &[Need] = &[
    Need {
        name: "structops-gen",
        purposes: &[Generate],
        minimum: "",
        reason: "the generator needs nothing but itself",
        probe: |_, _| Found::There(env!("CARGO_PKG_VERSION").to_owned()),
        packages: NONE,
        cure: "",
    },
    Need {
        name: "cargo",
        purposes: &[Build, Test],
        minimum: env!("CARGO_PKG_RUST_VERSION"),
        reason: "builds the loader; that version is the crates' rust-version",
        probe: |machine, need| version(machine, need, &["cargo"], &["--version"]),
        packages: NONE,
        cure: "install Rust with rustup, https://rustup.rs",
    },
    Need {
        name: "clang",
        purposes: &[Build, Test],
        minimum: "14.0",
        reason: "compiles BPF programs; 14 is the oldest that is tried",
        probe: clang,
        packages: everywhere("clang"),
        cure: "or name another with the environment variable CLANG",
    },
    Need {
        name: "libelf headers",
        purposes: &[Build, Test],
        minimum: "",
        reason: "libbpf, which libbpf-sys compiles, includes libelf.h",
        probe: |machine, _| header(machine, "libelf.h"),
        packages: Packages {
            debian: "libelf-dev",
            fedora: "elfutils-libelf-devel",
            arch: "libelf",
            suse: "libelf-devel",
        },
        cure: "",
    },
    Need {
        name: "zlib headers",
        purposes: &[Build, Test],
        minimum: "",
        reason: "libbpf, which libbpf-sys compiles, includes zlib.h",
        probe: |machine, _| header(machine, "zlib.h"),
        packages: Packages {
            debian: "zlib1g-dev",
            fedora: "zlib-devel",
            arch: "zlib",
            suse: "zlib-devel",
        },
        cure: "",
    },
    Need {
        name: "pkg-config",
        purposes: &[Build, Test],
        minimum: "",
        reason: "libbpf's makefile asks it for libelf and zlib",
        probe: |machine, need| version(machine, need, &["pkg-config", "pkgconf"], &["--version"]),
        packages: Packages {
            debian: "pkg-config",
            fedora: "pkgconf-pkg-config",
            arch: "pkgconf",
            suse: "pkgconf-pkg-config",
        },
        cure: "",
    },
    Need {
        name: "make",
        purposes: &[Build, Module, Test],
        minimum: "3.82",
        reason: "kbuild and libbpf; Documentation/process/changes.rst",
        probe: |machine, need| version(machine, need, &["make"], &["--version"]),
        packages: everywhere("make"),
        cure: "",
    },
    Need {
        name: "gcc",
        purposes: &[Build, Module, Test],
        minimum: "5.1",
        reason: "modules and libbpf; Documentation/process/changes.rst",
        probe: |machine, need| version(machine, need, &["gcc"], &["-dumpfullversion"]),
        packages: everywhere("gcc"),
        cure: "",
    },
    Need {
        name: "pahole",
        purposes: &[Module, Test],
        minimum: "1.24",
        reason: "writes the module's BTF; the oldest that is tried, with gcc 12 (lib/Kconfig.debug \
                 of 7.3 asks for 1.22)",
        probe: |machine, need| version(machine, need, &["pahole"], &["--version"]),
        packages: Packages {
            debian: "pahole",
            fedora: "dwarves",
            arch: "pahole",
            suse: "dwarves",
        },
        cure: "",
    },
    Need {
        name: "QEMU",
        purposes: &[Test],
        minimum: "",
        reason: "runs the kernel",
        probe: |machine, need| version(machine, need, &["qemu-system-x86_64"], &["--version"]),
        packages: Packages {
            debian: "qemu-system-x86",
            fedora: "qemu-system-x86-core",
            arch: "qemu-system-x86",
            suse: "qemu-x86",
        },
        cure: "",
    },
    Need {
        name: "busybox",
        purposes: &[Test],
        minimum: "",
        reason: "is the user space of the guest",
        probe: |machine, need| version(machine, need, &["busybox"], &["--help"]),
        packages: Packages {
            debian: "busybox-static",
            fedora: "busybox",
            arch: "busybox",
            suse: "busybox-static",
        },
        cure: "",
    },
    Need {
        name: "ldd",
        purposes: &[Test],
        minimum: "",
        reason: "says which libraries go into the guest",
        probe: |machine, need| version(machine, need, &["ldd"], &["--version"]),
        packages: Packages {
            debian: "libc-bin",
            fedora: "glibc-common",
            arch: "glibc",
            suse: "glibc",
        },
        cure: "",
    },
    Need {
        name: "setpriv",
        purposes: &[Test],
        minimum: "",
        reason: "lets the kernel end QEMU when the tool ends",
        probe: |machine, need| version(machine, need, &["setpriv"], &["--version"]),
        packages: everywhere("util-linux"),
        cure: "",
    },
    Need {
        name: "apt",
        purposes: &[Test, TestKernels],
        minimum: "",
        reason: "fetches kernels and their headers",
        probe: apt,
        packages: NONE,
        cure: "name a kernel with --kernel and --kdir",
    },
    Need {
        name: "mmdebstrap",
        purposes: &[TestKernels],
        minimum: "",
        reason: "makes the root with the compiler of a kernel of Debian unstable",
        probe: |machine, need| version(machine, need, &["mmdebstrap"], &["--version"]),
        packages: everywhere("mmdebstrap"),
        cure: "",
    },
    Need {
        name: "root",
        purposes: &[TestKernels],
        minimum: "",
        reason: "that root is entered with chroot",
        probe: |machine, _| {
            if machine.is_root {
                Found::There(String::new())
            } else {
                Found::Bearable("run `structops-gen test --kernels` as root".to_owned())
            }
        },
        packages: NONE,
        cure: "",
    },
];

/// The version of the first of some programs, compared with the oldest that will do.
fn version(machine: &Machine, need: &Need, names: &[&str], arguments: &[&str]) -> Found {
    let Some(program) = names.iter().find_map(|name| machine.find(name)) else {
        return Found::Not(String::new());
    };
    let text = Machine::output_of(&program, arguments);
    let Some(version) = version_in(&text) else {
        // Where any will do, one that does not say its version does.
        return if need.minimum.is_empty() {
            Found::There(String::new())
        } else {
            Found::Not(format!("{} does not say its version", program.display()))
        };
    };
    if numbers(version) < numbers(need.minimum) {
        Found::Old(version.to_owned())
    } else {
        Found::There(version.to_owned())
    }
}

fn clang(machine: &Machine, need: &Need) -> Found {
    let found = version(machine, need, &[&machine.clang], &["--version"]);
    let Found::There(version) = found else {
        return found;
    };
    let program = machine.find(&machine.clang).unwrap_or_default();
    let targets = Machine::output_of(&program, &["-print-targets"]);
    if targets.lines().any(|line| line.trim().starts_with("bpf ")) {
        Found::There(version)
    } else {
        Found::Not(format!("{} {version} knows no target bpf", machine.clang))
    }
}

fn header(machine: &Machine, name: &str) -> Found {
    if machine.has(&format!("usr/include/{name}")) {
        Found::There(String::new())
    } else {
        Found::Not(String::new())
    }
}

/// Without it, kernels of one's own are tested.
fn apt(machine: &Machine, _: &Need) -> Found {
    let programs = ["apt-get", "apt-cache", "dpkg"];
    match programs.iter().find(|name| machine.find(name).is_none()) {
        None => Found::There(String::new()),
        Some(missing) => Found::Bearable(format!("there is no {missing}")),
    }
}

/// The first word that begins with a number, a dot and a number: `v1.24`, `19.1.7`.
fn version_in(text: &str) -> Option<&str> {
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ','))
        .filter_map(|word| {
            let word = word.trim_start_matches('v');
            let end = word.find(|c| !is_number(c)).unwrap_or(word.len());
            word.get(..end)
        })
        .map(|word| word.trim_end_matches('.'))
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('.'))
}

/// 1.9 is older than 1.24.
fn numbers(version: &str) -> Vec<u32> {
    let numbers = version.split('.');
    numbers.filter_map(|number| number.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_say() {
        for (text, version) in [
            ("cargo 1.88.0 (873a06493 2025-05-10)", "1.88.0"),
            ("Debian clang version 19.1.7 (3~deb12u1)", "19.1.7"),
            ("v1.24\n", "1.24"),
            ("GNU Make 4.3\nBuilt for x86_64-pc-linux-gnu", "4.3"),
            (
                "BusyBox v1.35.0 (Debian 1:1.35.0-4) multi-call binary.",
                "1.35.0",
            ),
            ("QEMU emulator version 7.2.22 (Debian 1:7.2)", "7.2.22"),
            ("ldd (Debian GLIBC 2.36-9+deb12u13) 2.36", "2.36"),
        ] {
            assert_eq!(version_in(text), Some(version), "{text}");
        }
        assert_eq!(version_in("no version at all."), None);
    }

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert!(numbers("1.9") < numbers("1.24"));
        assert!(numbers("14.0.6") >= numbers("14.0"));
        assert!(numbers("1.0") >= numbers(""));
    }
}
