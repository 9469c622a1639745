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
        why "libbpf compares number and kinds of a kfunc's arguments and its result (`bpf_core_types_are_compat`): EINVAL"
        advice "add a kfunc under another name"
        cases "compat-kfuncs";
    KFUNC_NUMBER "CO59" "the kfunc takes or gives a number of another width or sign"
        old Silent if "if it calls it" new Silent if "if it calls it"
        why "libbpf compares kinds and not sizes (`bpf_core_types_are_compat`), and the verifier takes every integer for a scalar"
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
}
