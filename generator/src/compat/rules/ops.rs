//! Types and ops that come, go, or take other programs.

use super::{Level, Rule, Verdict, rules};

rules! { OPS:
    TYPE_REMOVED "CO01" "the type is gone, or has another name"
        old Load new Works if "unless it is also for the type that has gone"
        why "libbpf looks for `struct bpf_struct_ops_<type>` in the BTF of the kernel and of its modules (`find_struct_ops_kern_types`), and finds none: ESRCH"
        advice "keep the old type beside the new one as long as programs implement it"
        cases "compat";
    TYPE_ADDED "CO02" "the type is new"
        old Works new Load
        why "the old kernel has no `struct bpf_struct_ops_<type>` (`find_struct_ops_kern_types` of libbpf): ESRCH"
        advice "`struct_ops::check` says that the type is not registered, before anything is loaded"
        cases "compat";
    OP_ADDED "CO03" "the op is new"
        old Works new Nulled if "if it implements the op"
        why "libbpf matches members by name (`bpf_map__init_kern_struct_ops`): what an object lacks stays NULL, and a member that the kernel lacks is ENOTSUP unless it is NULL"
        advice "let the loader call `struct_ops::null_missing` before it loads"
        cases "compat" "versions";
    OP_REMOVED "CO04" "the op is gone, or has another name"
        old Nulled if "if it implements the op" new Works
        why "`bpf_map__init_kern_struct_ops` of libbpf refuses a member that the kernel lacks with ENOTSUP, unless it is NULL: then its program is not loaded either"
        advice "leave the op in its place as `#[unsupported]`, or keep calling it"
        cases "compat";
    MEMBER_MOVED "CO05" "the member stands at another place"
        old Works new Works
        why "libbpf copies every member to the offset that the kernel's BTF has for its name (`bpf_map__init_kern_struct_ops`)"
        advice "nothing to do for programs; C of the kernel must be built anew"
        cases "compat";
    UNSUPPORTED "CO06" "no program may implement the op any more"
        old Load if "if it implements the op" new Works
        why "the op has no CFI stub, and `check_struct_ops_btf_id` in kernel/bpf/verifier.c refuses its programs (`bpf_struct_ops_supported`): ENOTSUPP (524)"
        advice "programs that have others beside it must leave it out: `shadow` sets an op to NULL"
        cases "compat";
    SUPPORTED "CO07" "programs may implement the op from now on"
        old Works new Load if "if it implements the op"
        why "on the old kernel the op has no CFI stub (`bpf_struct_ops_supported`): ENOTSUPP (524)"
        advice "`shadow` sets the op to NULL on kernels that have it as unsupported"
        cases "compat";
    REQUIRED "CO08" "an instance must implement the op from now on"
        old Attach if "unless it implements the op" new Works
        why "`validate` of the type runs when the instance is attached (`bpf_struct_ops_map_update_elem`), and answers ENODATA"
        advice "give the op a fallback instead: a method with a body is optional"
        cases "compat-required";
    OPTIONAL "CO09" "an instance need not implement the op any more"
        old Works new Attach if "unless it implements the op"
        why "`validate` of the old type answers ENODATA (`bpf_struct_ops_map_update_elem`)"
        advice "programs for both versions implement the op"
        cases "compat-required";
    SLEEPABLE_TAKEN "CO10" "programs of the op may not sleep any more"
        old Load if "if its program is in section `struct_ops.s`" new Works
        why "`check_member` of the type refuses sleepable programs with EINVAL (`check_struct_ops_btf_id` in kernel/bpf/verifier.c)"
        advice "add an op that may sleep under another name, and keep this one as it was"
        cases "compat";
    SLEEPABLE_GIVEN "CO11" "programs of the op may sleep from now on"
        old Works new Load if "if its program is in section `struct_ops.s`"
        why "`check_member` of the old type refuses sleepable programs with EINVAL (`check_struct_ops_btf_id` in kernel/bpf/verifier.c)"
        advice "programs for both versions stay in section `struct_ops`"
        cases "compat";
    MEMBER_KIND "CO12" "an op became data, or data an op"
        old Load new Load
        why "`bpf_map__init_kern_struct_ops` of libbpf compares the BTF kinds of a member: \"Unmatched member type\", ENOTSUP"
        advice "give the new member another name"
        cases "compat-data";
}
