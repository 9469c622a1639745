//! Results.

use super::{Level, Rule, Verdict, rules};

rules! { RESULTS:
    RESULT_ADDED "CO29" "the op has a result from now on"
        old Load new Works
        why "a program of a `void` op leaves R0 unset, and the verifier asks for it now: \"R0 !read_ok\" (`check_return_code`)"
        advice "give the op that has a result a new name"
        cases "compat";
    RESULT_REMOVED "CO30" "the op has no result any more"
        old Works new Load
        why "nobody looks at what an old program returns; a new one leaves R0 unset, and the old kernel's verifier asks for it: \"R0 !read_ok\" (`check_return_code`)"
        advice "keep the result, and ignore it"
        cases "compat";
    RESULT_NUMBER "CO31" "the result is a number of another width, sign or enum"
        old Silent new Silent
        why "the program gives 64 bits, and the caller takes as many as its prototype says; the verifier takes every scalar"
        advice "give the op a new name"
        cases "compat";
    RESULT_TO_POINTER "CO32" "the result was a number and is a pointer"
        old Load if "if it may give anything but 0" new Silent if "if it gives a pointer"
        why "`check_return_code` in kernel/bpf/verifier.c takes a referenced pointer of that type, or 0, since 6.17; before, it took every number for a pointer. The old kernel lets a reference go as well (`check_reference_leak`): its caller takes the address for a number, and nobody gives the reference back"
        advice "give the op a new name"
        cases "compat-references";
    RESULT_FROM_POINTER "CO33" "the result was a pointer and is a number"
        old Silent if "if it gives a pointer" new Load if "if it may give anything but 0"
        why "since 6.17 the verifier lets a program give a reference to the kernel (`check_reference_leak`), and asks for its type only where the result is a pointer (`check_return_code`): the caller takes the address for a number, and nobody gives the reference back. The old kernel takes no number for a pointer"
        advice "give the op a new name"
        cases "compat-references";
    RESULT_TARGET "CO34" "the result points to another type"
        old Load if "if it may give anything but NULL" new Load if "if it may give anything but NULL"
        why "`check_return_code` in kernel/bpf/verifier.c compares the type of the pointer with that of the prototype, since 6.17"
        advice "give the op a new name"
        cases "compat-references";
}
