//! Arguments: what a program reads from the slots of its context.

use super::{Level, Rule, Verdict, rules};

rules! { ARGUMENTS:
    ARGUMENT_APPENDED "CO13" "an argument more at the end"
        old Works new Load if "if it reads the argument"
        why "`btf_ctx_access` in kernel/bpf/btf.c knows as many slots as the prototype of the running kernel: \"doesn't have N-th argument\", EACCES; what is not read does not matter"
        advice "this is the way to extend an op; programs for both versions need a flavor for each"
        cases "compat" "versions";
    ARGUMENT_DROPPED "CO14" "an argument less at the end"
        old Load if "if it reads the argument" new Works
        why "`btf_ctx_access` in kernel/bpf/btf.c: \"doesn't have N-th argument\", EACCES"
        advice "keep the argument and pass a neutral value"
        cases "compat";
    ARGUMENT_INSERTED "CO15" "an argument more before others"
        old Silent new Silent
        why "the slot of an argument (8 bytes times its index) is compiled into the program, and nobody compares prototypes: neither `bpf_map__init_kern_struct_ops` of libbpf nor the verifier. Numbers are misread; a number in the slot of a pointer is refused"
        advice "append arguments, never insert them; or give the op a new name"
        cases "compat";
    ARGUMENT_REMOVED "CO16" "an argument less before others"
        old Silent new Silent
        why "the arguments behind it move to other slots of the context, which are compiled into the program; nobody compares prototypes"
        advice "keep the argument and pass a neutral value, or give the op a new name"
        cases "compat";
    ARGUMENTS_REORDERED "CO17" "the arguments are in another order"
        old Silent new Silent
        why "a program reads arguments by their slots, which are compiled into it; nobody compares prototypes"
        advice "keep the order, or give the op a new name"
        cases "compat";
    ARGUMENT_WIDTH "CO18" "an argument is a number of another width"
        old Silent new Silent
        why "a slot has 8 bytes, and the program cuts it to the type that it was compiled for; `btf_ctx_access` takes every integer for a scalar"
        advice "append an argument of the new type, or give the op a new name"
        cases "compat";
    ARGUMENT_SIGN "CO19" "an argument is a number of another sign, or a truth value"
        old Silent new Silent
        why "the program extends the value as the type says that it was compiled for; `btf_ctx_access` takes every integer for a scalar"
        advice "append an argument of the new type, or give the op a new name"
        cases "compat";
    ARGUMENT_ENUM "CO20" "an argument became an enum, or another one"
        old Silent new Silent
        why "an enum is a scalar to `btf_ctx_access`, and its enumerators are numbers that were compiled into the program"
        advice "give the op a new name, unless every number means what it meant"
        cases "compat";
    ARGUMENT_TARGET "CO21" "an argument points to another type"
        old Silent if "if what it reads is also in the other type" new Silent if "if what it reads is also in the other type"
        why "the verifier allows reads at all offsets that the struct of the running kernel has (`btf_struct_access`); the program has those of the other one. Kfuncs refuse the pointer"
        advice "append an argument, or give the op a new name"
        cases "compat";
    ARGUMENT_TO_POINTER "CO22" "an argument was a number and is a pointer"
        old Silent if "unless it calculates with it" new Load if "if it reads through it"
        why "the verifier lets a program compare and return a trusted pointer as if it were a number, as long as it is privileged; reading through a scalar is an \"invalid mem access\""
        advice "append an argument, or give the op a new name"
        cases "compat";
    ARGUMENT_FROM_POINTER "CO23" "an argument was a pointer and is a number"
        old Load if "if it reads through it" new Silent if "unless it calculates with it"
        why "reading through a scalar is an \"invalid mem access 'scalar'\" to the verifier (`check_mem_access`)"
        advice "append an argument, or give the op a new name"
        cases "compat";
    ARGUMENT_VALUE "CO24" "a struct by value, or what was one"
        old Silent new Silent
        why "a struct takes one or two slots of the context (`btf_distill_func_proto`): it may move what is behind it, and its own fields"
        advice "give the op a new name"
        cases "compat";
    NULLABLE_ADDED "CO25" "an argument may be NULL from now on"
        old Load if "if it reads through it without a check" new Works
        why "suffix `__nullable` of the stub makes it `PTR_MAYBE_NULL` (`prepare_arg_info` in kernel/bpf/bpf_struct_ops.c); the verifier refuses reads before a check: \"invalid mem access 'trusted_ptr_or_null_'\""
        advice "append an argument that may be NULL, and keep this one"
        cases "compat";
    NULLABLE_REMOVED "CO26" "an argument is never NULL any more"
        old Works new Load if "if it reads through it without a check"
        why "the old kernel still says `__nullable`, and its verifier refuses reads before a check"
        advice "programs for both versions check for NULL"
        cases "compat";
    REF_ADDED "CO27" "the program owns an argument from now on"
        old Load new Load
        why "suffix `__ref` makes it a reference that the program must give back: \"Unreleased reference\" (`check_reference_leak`). Without the suffix the release is refused, since nothing was acquired"
        advice "give the op a new name"
        cases "compat-references";
    REF_REMOVED "CO28" "the program does not own an argument any more"
        old Load new Load
        why "the verifier refuses to release what was not acquired; on the old kernel it refuses a program that does not give the argument back (`check_reference_leak`)"
        advice "give the op a new name"
        cases "compat-references";
}
