//! What the running kernel must have for a module and its programs to be loaded into it.

use structops_model::kernel::features::Release;

use super::Purpose::{Load, Module, Test};
use super::{Found, Machine, Need, Packages};

const NONE: Packages = Packages {
    debian: "",
    fedora: "",
    arch: "",
    suse: "",
};

/// `CAP_BPF` in `include/uapi/linux/capability.h`.
const CAP_BPF: u32 = 39;

pub(super) const NEEDS: &[Need] = &[
    Need {
        name: "kernel release",
        purposes: &[Load],
        minimum: "6.12",
        reason: "earlier kernels export no helper prototypes to modules",
        probe: release,
        packages: NONE,
        cure: "boot a newer kernel, or use `structops-gen test`, which brings its own",
    },
    Need {
        name: "kernel BTF",
        purposes: &[Load],
        minimum: "",
        reason: "types are registered by their BTF (CONFIG_DEBUG_INFO_BTF)",
        probe: |machine, _| {
            there(
                machine.has("sys/kernel/btf/vmlinux"),
                "no /sys/kernel/btf/vmlinux",
            )
        },
        packages: NONE,
        cure: "boot a kernel with CONFIG_DEBUG_INFO_BTF=y",
    },
    Need {
        name: "BTF of modules",
        purposes: &[Load],
        minimum: "",
        reason: "a module without BTF defines no types (CONFIG_DEBUG_INFO_BTF_MODULES)",
        probe: module_btf,
        packages: NONE,
        cure: "",
    },
    Need {
        name: "BPF JIT",
        purposes: &[Load],
        minimum: "",
        reason: "struct_ops programs are called through trampolines (CONFIG_BPF_JIT)",
        probe: jit,
        packages: NONE,
        cure: "sysctl net.core.bpf_jit_enable=1",
    },
    Need {
        name: "kernel headers",
        purposes: &[Module, Load],
        minimum: "",
        reason: "build modules for the running kernel",
        probe: headers,
        packages: Packages {
            debian: "linux-headers-{release}",
            fedora: "kernel-devel-{release}",
            arch: "linux-headers",
            suse: "kernel-default-devel",
        },
        cure: "or name those of another kernel with KDIR",
    },
    Need {
        name: "vmlinux in headers",
        purposes: &[Module, Load],
        minimum: "",
        reason: "without it a module gets no BTF (scripts/Makefile.modfinal)",
        probe: vmlinux,
        packages: NONE,
        cure: "sudo cp /sys/kernel/btf/vmlinux /lib/modules/$(uname -r)/build/",
    },
    Need {
        name: "capabilities",
        purposes: &[Load],
        minimum: "",
        reason: "CAP_SYS_MODULE inserts modules, CAP_BPF and CAP_PERFMON load programs",
        probe: capabilities,
        packages: NONE,
        cure: "",
    },
    Need {
        name: "/dev/kvm",
        purposes: &[Test],
        minimum: "",
        reason: "virtual machines are some ten times faster with it",
        probe: |machine, _| {
            if machine.has("dev/kvm") {
                Found::There(String::new())
            } else {
                Found::Bearable("not there: QEMU emulates".to_owned())
            }
        },
        packages: NONE,
        cure: "",
    },
];

fn there(is_there: bool, otherwise: &str) -> Found {
    if is_there {
        Found::There(String::new())
    } else {
        Found::Not(otherwise.to_owned())
    }
}

fn release(machine: &Machine, _: &Need) -> Found {
    let text = machine.release();
    match Release::of_uname(&text) {
        None => Found::Not("it says no release".to_owned()),
        Some(release) if release < Release::FLOOR => Found::Old(text),
        Some(_) => Found::There(text),
    }
}

/// Shown by any module that has some; where none is loaded, nobody knows.
fn module_btf(machine: &Machine, _: &Need) -> Found {
    let names = std::fs::read_dir(machine.root.join("sys/kernel/btf"));
    let count = names.map_or(0, |names| {
        names
            .filter_map(Result::ok)
            .filter(|entry| entry.file_name() != "vmlinux")
            .count()
    });
    let modules = machine.read("proc/modules").unwrap_or_default();
    match (count, modules.lines().count()) {
        (0, 0) => Found::Bearable("no module is loaded that could show it".to_owned()),
        (0, _) => Found::Not("none of the loaded modules has any".to_owned()),
        (count, _) => Found::There(format!("{count} modules have some")),
    }
}

fn jit(machine: &Machine, _: &Need) -> Found {
    match machine.read("proc/sys/net/core/bpf_jit_enable") {
        None => Found::Bearable("only root can see whether it is on".to_owned()),
        Some(text) if text.trim() == "0" => Found::Not("it is off".to_owned()),
        Some(_) => Found::There(String::new()),
    }
}

fn build_folder(machine: &Machine) -> String {
    format!("lib/modules/{}/build", machine.release())
}

fn headers(machine: &Machine, _: &Need) -> Found {
    let folder = build_folder(machine);
    there(
        machine.has(&format!("{folder}/Makefile")),
        &format!("no /{folder}"),
    )
}

fn vmlinux(machine: &Machine, _: &Need) -> Found {
    let folder = build_folder(machine);
    there(
        machine.has(&format!("{folder}/vmlinux")),
        &format!("no /{folder}/vmlinux"),
    )
}

/// `CapEff` of our own process, as hexadecimal digits.
fn capabilities(machine: &Machine, _: &Need) -> Found {
    let status = machine.read("proc/self/status").unwrap_or_default();
    let digits = status
        .lines()
        .find_map(|line| line.strip_prefix("CapEff:"))
        .map(str::trim);
    let set = digits.and_then(|digits| u64::from_str_radix(digits, 16).ok());
    if set.is_some_and(|set| set >> CAP_BPF & 1 == 1) {
        Found::There(String::new())
    } else {
        Found::Bearable("load as root".to_owned())
    }
}
