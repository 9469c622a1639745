//! Each kind's words, as a terminal shows them.

use super::refusal::Refuser;
use super::*;
use std::io;
use std::path::PathBuf;

fn assert_shown(cause: Cause, kind: ErrorKind, text: &str) {
    let error = Error::from(cause);
    assert_eq!(error.kind(), kind);
    assert_eq!(error.to_string(), text);
    assert_eq!(format!("{error:?}"), text);
}

fn names() -> (String, String) {
    ("player_ops".to_owned(), "player".to_owned())
}

#[test]
fn module_not_loaded() {
    let (name, module) = names();
    assert_shown(
        Cause::ModuleNotLoaded { name, module },
        ErrorKind::ModuleNotLoaded,
        "struct_ops type `player_ops` does not exist: kernel module `player` is not loaded\n\
         help: load it: `insmod kmod/player.ko` or `modprobe player`",
    );
}

#[test]
fn module_without_btf() {
    let (name, module) = names();
    let error = Error::from(Cause::ModuleWithoutBtf { name, module });
    assert_eq!(error.kind(), ErrorKind::ModuleWithoutBtf);
    let text = error.to_string();
    assert!(text.starts_with(
        "struct_ops type `player_ops` does not exist: kernel module `player` has no BTF\nhelp: "
    ));
    assert!(error.cure().contains("`objdump -h player.ko`"));
}

#[test]
fn type_not_registered_with_and_without_a_module() {
    let (name, module) = names();
    let error = Error::from(Cause::TypeNotRegistered {
        name: name.clone(),
        module: Some(module),
    });
    assert!(
        error
            .to_string()
            .contains("`player` is loaded, but does not register it")
    );
    assert_shown(
        Cause::TypeNotRegistered { name, module: None },
        ErrorKind::TypeNotRegistered,
        "struct_ops type `player_ops` does not exist: neither this kernel nor a loaded module \
         registers it\n\
         help: load the module that defines it, or boot a kernel that has it",
    );
}

#[test]
fn missing_capability_lists_them() {
    let needed = ["CAP_BPF", "CAP_PERFMON", "CAP_SYS_ADMIN"].map(str::to_owned);
    assert_shown(
        Cause::MissingCapability {
            what: "a BPF program of this type",
            missing: needed.to_vec(),
            needed: needed.to_vec(),
        },
        ErrorKind::MissingCapability,
        "a BPF program of this type needs CAP_BPF, CAP_PERFMON and CAP_SYS_ADMIN, which this \
         thread does not have\n\
         help: run it as root, or `setcap cap_bpf,cap_perfmon,cap_sys_admin=ep` the program",
    );
}

#[test]
fn refused_names_the_errno() {
    let (name, map) = names();
    let cause = Cause::Refused {
        action: "attach",
        name,
        map,
        errno: 22,
        reasons: String::new(),
        refuser: Refuser::Generated,
    };
    assert_eq!(cause.errno(), Some(22));
    assert_shown(
        cause,
        ErrorKind::Refused,
        "the kernel refused to attach `player_ops` (map `player`): EINVAL (Invalid argument)\n\
         help: the kernel log names the member or the rule: `dmesg | tail`",
    );
}

#[test]
fn refused_shows_what_the_kernel_log_said() {
    let (name, map) = names();
    assert_shown(
        Cause::Refused {
            action: "attach",
            name,
            map,
            errno: 34,
            reasons: "player_ops: volume is 101, not from 0 to 100".to_owned(),
            refuser: Refuser::Generated,
        },
        ErrorKind::Refused,
        "the kernel refused to attach `player_ops` (map `player`): ERANGE (a data member is out \
         of its range)\n    \
             player_ops: volume is 101, not from 0 to 100\n\
         help: the kernel log says so: change that in the BPF source, or before the object is \
         loaded",
    );
}

#[test]
fn already_attached_keeps_the_errno() {
    let error = Error::from(Cause::AlreadyAttached {
        name: names().0,
        errno: 17,
    });
    assert_eq!(error.kind(), ErrorKind::AlreadyAttached);
    assert_eq!(error.errno(), Some(17));
    assert!(
        error
            .to_string()
            .starts_with("`player_ops` is already attached: EEXIST (File exists)")
    );
}

#[test]
fn a_plain_map_may_or_may_not_be_attached() {
    let cure = |plain_allowed| {
        let map = "player".to_owned();
        Cause::LinkRequired { map, plain_allowed }
            .cure()
            .into_owned()
    };
    assert!(cure(true).contains("`attach_plain`"));
    assert!(!cure(false).contains("`attach_plain`"));
}

#[test]
fn verifier_shows_the_excerpt_and_keeps_the_log() {
    let cause = Cause::Verifier {
        program: "test_3".to_owned(),
        excerpt: "4: (85) call bpf_probe_read_kernel#113\nR2 min value is negative".to_owned(),
        log: "all of it".to_owned(),
    };
    let error = Error::from(cause);
    assert_eq!(
        (error.program(), error.log()),
        (Some("test_3"), "all of it")
    );
    assert!(error.to_string().starts_with(
        "the verifier refused program `test_3`\n    \
             4: (85) call bpf_probe_read_kernel#113\n    \
             R2 min value is negative\n\
         help: "
    ));
}

#[test]
fn system_errors_show_and_keep_their_source() {
    let error = Error::from(Cause::System {
        path: PathBuf::from("/sys/kernel/btf/player"),
        source: io::Error::from_raw_os_error(2),
    });
    assert_eq!(error.errno(), Some(2));
    assert!(std::error::Error::source(&error).is_some());
    assert!(error.to_string().starts_with(
        "cannot read `/sys/kernel/btf/player`\n    No such file or directory (os error 2)\nhelp: "
    ));
}

#[test]
fn is_an_error_that_threads_may_pass_on() {
    fn assert_error<E: std::error::Error + Send + Sync + 'static>() {}
    assert_error::<Error>();
}

#[test]
fn refused_translates_the_number_of_a_module_only() {
    let shown = |refuser| {
        let (name, map) = names();
        Cause::Refused {
            action: "attach",
            name,
            map,
            errno: 34,
            reasons: String::new(),
            refuser,
        }
        .to_string()
    };
    assert!(shown(Refuser::Generated).ends_with("ERANGE (a data member is out of its range)"));
    assert!(!shown(Refuser::Other).contains("data member"));
}

#[test]
fn an_ambiguous_type_names_the_modules() {
    let modules = ["lamp", "player"].map(str::to_owned).to_vec();
    assert_shown(
        Cause::AmbiguousType {
            name: names().0,
            modules,
        },
        ErrorKind::AmbiguousType,
        "struct_ops type `player_ops` is ambiguous: kernel modules `lamp` and `player` register \
         it\n\
         help: remove one of them: `rmmod lamp` or `rmmod player`",
    );
}

#[test]
fn a_user_namespace_is_a_missing_capability() {
    assert_shown(
        Cause::UserNamespace {
            what: "loading the object",
            needed: vec!["CAP_BPF".to_owned(), "CAP_PERFMON".to_owned()],
        },
        ErrorKind::MissingCapability,
        "loading the object needs CAP_BPF and CAP_PERFMON, which this thread has in a user \
         namespace only\n\
         help: run it outside of the user namespace",
    );
}

#[test]
fn an_unsupported_member_is_no_fault_of_the_program_s_code() {
    let cure = |excerpt: &str| {
        let (program, log) = ("test_1".to_owned(), String::new());
        let excerpt = excerpt.to_owned();
        let cause = Cause::Verifier {
            program,
            excerpt,
            log,
        };
        cause.cure().into_owned()
    };
    let unsupported = cure("attach to unsupported member test_1 of struct player_ops");
    assert!(unsupported.contains("without `.s`"), "{unsupported}");
    assert!(!cure("R0 !read_ok").contains("without `.s`"));
    let unchecked = cure("R1 invalid mem access 'trusted_ptr_or_null_'");
    assert!(unchecked.contains("with NULL"), "{unchecked}");
    assert!(!cure("R1 invalid mem access 'scalar'").contains("with NULL"));
}

#[test]
fn an_old_kernel_is_told_apart_from_a_missing_module() {
    let release = || "Linux 6.1.0-50-amd64".to_owned();
    assert_shown(
        Cause::KernelTooOld {
            name: names().0,
            release: release(),
        },
        ErrorKind::KernelTooOld,
        "struct_ops type `player_ops` cannot exist: Linux 6.1.0-50-amd64 has no types of modules\n\
         help: boot a newer kernel: modules define types from Linux 6.9 on, and generated ones \
         build from 6.12 on",
    );
    assert_shown(
        Cause::KernelWithoutLinks {
            name: names().0,
            release: release(),
        },
        ErrorKind::KernelTooOld,
        "`player_ops` cannot be attached through a link: Linux 6.1.0-50-amd64 has no links for \
         it\n\
         help: boot a newer kernel: links came with Linux 6.4",
    );
}

#[test]
fn the_jit_is_missing_or_switched_off() {
    assert_shown(
        Cause::KernelWithoutJit { name: names().0 },
        ErrorKind::JitOff,
        "struct_ops type `player_ops` cannot exist: this kernel was built without a BPF JIT\n\
         help: boot a kernel with CONFIG_BPF_JIT=y",
    );
    let (program, log) = ("play".to_owned(), "all of it".to_owned());
    let excerpt = "JIT is required for calling kernel function".to_owned();
    let off = Cause::JitOff {
        program,
        excerpt,
        log,
    };
    assert_eq!((off.program(), off.log()), (Some("play"), "all of it"));
    assert_shown(
        off,
        ErrorKind::JitOff,
        "program `play` needs the BPF JIT, which is switched off\n    \
             JIT is required for calling kernel function\n\
         help: switch it on: `sysctl net.core.bpf_jit_enable=1`",
    );
}

#[test]
fn a_program_that_cannot_be_attached_shows_what_libbpf_said() {
    let cause = |log: &str| Cause::Program {
        program: "watch".to_owned(),
        section: "kprobe/nothing".to_owned(),
        source: io::Error::from_raw_os_error(2),
        log: log.to_owned(),
    };
    let shown = Error::from(cause("libbpf: prog 'watch': no such function\n"));
    assert_eq!((shown.program(), shown.errno()), (Some("watch"), Some(2)));
    assert_shown(
        cause("libbpf: prog 'watch': no such function\n"),
        ErrorKind::Program,
        "cannot attach program `watch` to what its section says: SEC(\"kprobe/nothing\")\n    \
             prog 'watch': no such function\n\
         help: compare the section with the running kernel, or leave the program out: \
         `set_autoload(false)` before the object is loaded",
    );
    let silent = Error::from(cause("")).to_string();
    assert!(
        silent.contains("\n    No such file or directory (os error 2)\n"),
        "{silent}"
    );
}

#[test]
fn an_update_of_another_key_says_which_rule_it_broke() {
    assert_shown(
        Cause::NotUpdated {
            name: names().0,
            map: names().1,
            errno: 18,
            reasons: "player_ops: name stays what it is".to_owned(),
            refuser: Refuser::Generated,
        },
        ErrorKind::Refused,
        "the kernel refused to put instance `player` in the place of the other: EXDEV (an update \
         must keep the key)\n    \
             player_ops: name stays what it is\n\
         help: set the same key in both instances; another key is an attach of its own",
    );
}

#[test]
fn a_key_that_is_taken_is_another_cause_than_a_type_that_is() {
    let (name, map) = names();
    assert_shown(
        Cause::Refused {
            action: "attach",
            name,
            map,
            errno: 17,
            reasons: "player_ops: id 7 is taken by another instance".to_owned(),
            refuser: Refuser::Generated,
        },
        ErrorKind::Refused,
        "the kernel refused to attach `player_ops` (map `player`): EEXIST (another instance has \
         the key)\n    \
             player_ops: id 7 is taken by another instance\n\
         help: attach it under another key, or end the loader that holds the other instance",
    );
}
