//! Functions of the module that programs call.

use super::{Level, Rule, Verdict, rules};

rules! { KFUNCS:
    KFUNC_REMOVED "CO56" "the kfunc is gone, or has another name"
        old Load if "if it calls it" new Works
        why "libbpf looks the name up in the BTF of the kernel and of its modules (`bpf_object__resolve_ksym_func_btf_id`): ESRCH"
        advice "keep the kfunc, and let it do nothing"
        cases "compat-kfuncs";
    KFUNC_ADDED "CO57" "the kfunc is new"
        old Works new Load if "if it calls it, and it is not `__weak`"
        why "the old kernel has no such function (`bpf_object__resolve_ksym_func_btf_id` of libbpf): ESRCH"
        advice "declare it `__weak` and ask `bpf_ksym_exists` first"
        cases "compat-kfuncs";
    KFUNC_SHAPE "CO58" "the kfunc takes other arguments, or gives something else"
        old Load if "if it calls it" new Load if "if it calls it"
        why "libbpf compares number and kinds of a kfunc's arguments and its result (`bpf_core_types_are_compat`): EINVAL; `check_kfunc_args` of the verifier, what they are to it: references, constant strings, iterators"
        advice "add a kfunc under another name"
        cases "compat-kfuncs";
    KFUNC_NUMBER "CO59" "the kfunc takes or gives a number of another width or sign, or its arguments in another order"
        old Silent if "if it calls it" new Silent if "if it calls it"
        why "libbpf compares kinds and not sizes (`bpf_core_types_are_compat`), and no names, and the verifier takes every integer for a scalar"
        advice "add a kfunc under another name"
        cases "compat-kfuncs";
    KFUNC_SLEEPABLE "CO60" "the kfunc may sleep from now on"
        old Load if "if its program may not sleep" new Works
        why "`check_kfunc_call` of the verifier refuses a KF_SLEEPABLE kfunc in a program that may not sleep: EACCES"
        advice "add a kfunc that sleeps under another name"
        cases "compat-kfuncs";
    KFUNC_ATOMIC "CO61" "the kfunc does not sleep any more"
        old Works new Load if "if its program may not sleep"
        why "on the old kernel the kfunc is KF_SLEEPABLE, which `check_kfunc_call` refuses in a program that may not sleep: EACCES"
        advice "programs for both versions call it from sleepable programs"
        cases "compat-kfuncs";
    KFUNC_GIVES_NULL "CO62" "the kfunc may give NULL from now on"
        old Load if "if it reads through it without a check" new Works
        why "the kfunc is KF_RET_NULL now, and the verifier refuses reads before a check (`check_kfunc_call`): \"invalid mem access 'ptr_or_null_'\""
        advice "add a kfunc that may give NULL under another name"
        cases "compat-kfuncs";
    KFUNC_GIVES_NO_NULL "CO63" "the kfunc never gives NULL any more"
        old Works new Load if "if it reads through it without a check"
        why "on the old kernel the kfunc is KF_RET_NULL, and the verifier refuses reads before a check (`check_kfunc_call`)"
        advice "programs for both versions check for NULL"
        cases "compat-kfuncs";
    KFUNC_TAKES_NULL "CO64" "an argument of the kfunc may be NULL from now on"
        old Works new Load if "if it passes NULL"
        why "on the old kernel the argument lacks suffix `__nullable`, and `check_kfunc_args` of the verifier refuses NULL: \"NULL pointer passed to trusted\""
        advice "programs for both versions pass no NULL"
        cases "compat-kfuncs";
    KFUNC_TAKES_NO_NULL "CO65" "an argument of the kfunc must not be NULL any more"
        old Load if "if it passes NULL" new Works
        why "the argument has lost suffix `__nullable`, and `check_kfunc_args` of the verifier refuses NULL: \"NULL pointer passed to trusted\""
        advice "keep the argument, and do nothing for NULL"
        cases "compat-kfuncs";
    KFUNC_DESTRUCTIVE "CO66" "the kfunc is destructive from now on"
        old Load if "if it calls it, loaded without CAP_SYS_BOOT" new Works
        why "`check_kfunc_call` of the verifier refuses a KF_DESTRUCTIVE kfunc to who lacks CAP_SYS_BOOT: EACCES"
        advice "add the destructive kfunc under another name"
        cases "compat-kfuncs";
    KFUNC_HARMLESS "CO67" "the kfunc is not destructive any more"
        old Works new Load if "if it calls it, loaded without CAP_SYS_BOOT"
        why "on the old kernel the kfunc is KF_DESTRUCTIVE, which `check_kfunc_call` refuses to who lacks CAP_SYS_BOOT: EACCES"
        advice "loaders for both versions have CAP_SYS_BOOT"
        cases "compat-kfuncs";
    KFUNC_PROGRAMS_TAKEN "CO68" "programs of some type may not call the kfunc any more"
        old Load if "if its program is of that type" new Works
        why "the kfunc is not registered for the type (`register_btf_kfunc_id_set`), and `check_kfunc_call` of the verifier refuses it: EACCES"
        advice "keep the type in `#[programs(..)]`"
        cases "compat-kfuncs";
    KFUNC_PROGRAMS_GIVEN "CO69" "programs of more types may call the kfunc"
        old Works new Load if "if its program is of one of these types"
        why "on the old kernel the kfunc is not registered for the type, and `check_kfunc_call` of the verifier refuses it: EACCES"
        advice "programs for both versions call it from the types that both have"
        cases "compat-kfuncs";
    KFUNC_RCU_GIVEN "CO70" "the kfunc takes pointers that only RCU protects"
        old Works new Load if "if it passes such a pointer"
        why "on the old kernel the kfunc is no KF_RCU, and `check_kfunc_args` of the verifier takes trusted pointers only"
        advice "programs for both versions pass pointers that they were given, or own"
        cases "compat-kfuncs";
    KFUNC_RCU_TAKEN "CO71" "the kfunc takes no pointer any more that only RCU protects"
        old Load if "if it passes such a pointer" new Works
        why "the kfunc is not KF_RCU any more, and `check_kfunc_args` of the verifier takes trusted pointers only"
        advice "keep `#[rcu]`, and take the reference in the kfunc"
        cases "compat-kfuncs";
}
