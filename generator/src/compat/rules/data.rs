//! Data members: what user space sets in an instance.

use super::{Level, Rule, Verdict, rules};

rules! { DATA:
    DATA_ADDED "CO35" "the data member is new"
        old Works new Nulled if "if it is not zero"
        why "what an object lacks is zero; a member that the kernel lacks is ENOTSUP, unless it is zero (`bpf_map__init_kern_struct_ops` of libbpf)"
        advice "let zero mean what was before (`#[zero_means]`); the loader calls `struct_ops::null_missing`"
        cases "compat-data";
    DATA_REMOVED "CO36" "the data member is gone, or has another name"
        old Nulled if "if it is not zero" new Works
        why "`bpf_map__init_kern_struct_ops` of libbpf refuses a member that the kernel lacks with ENOTSUP, unless it is zero"
        advice "keep the member, and ignore it"
        cases "compat-data";
    DATA_REQUIRED "CO37" "whoever attaches must set the data member from now on"
        old Attach if "unless it sets it" new Works
        why "`init_member` of the type answers ENODATA for zero, or ERANGE, when the instance is attached (`bpf_struct_ops_map_update_elem`)"
        advice "give the constant a value, and let zero mean it (`#[zero_means]`)"
        cases "compat-required";
    DATA_OPTIONAL "CO38" "the data member need not be set any more"
        old Works new Attach if "unless it sets it"
        why "`init_member` of the old type answers ENODATA for zero, or ERANGE (`bpf_struct_ops_map_update_elem`)"
        advice "programs for both versions set it"
        cases "compat-required";
    DATA_SIZE "CO39" "the data member has another size"
        old Load new Load
        why "`bpf_map__init_kern_struct_ops` of libbpf compares the sizes, also of zeros: \"Error in size of member\", ENOTSUP"
        advice "give the wider member another name, and keep this one"
        cases "compat-data";
    DATA_KIND "CO40" "the data member is of another kind of type"
        old Load new Load
        why "`bpf_map__init_kern_struct_ops` of libbpf compares the BTF kinds, also of zeros: \"Unmatched member type\", ENOTSUP"
        advice "give the new member another name, and keep this one"
        cases "compat-data";
    DATA_RETYPED "CO41" "the data member means something else in as many bytes"
        old Silent new Silent
        why "libbpf copies the bytes where kind and size are the same (`bpf_map__init_kern_struct_ops`)"
        advice "give the new member another name, and keep this one"
        cases "compat-data";
    DATA_NARROWED "CO42" "the module accepts fewer values of the data member"
        old Attach if "if it sets one of the others" new Works
        why "`init_member` of the type answers ERANGE or EDOM when the instance is attached (`bpf_struct_ops_map_update_elem`)"
        advice "accept what was accepted, and clamp it"
        cases "compat-required";
    DATA_WIDENED "CO43" "the module accepts more values of the data member"
        old Works new Attach if "if it sets one of the others"
        why "`init_member` of the old type answers ERANGE or EDOM (`bpf_struct_ops_map_update_elem`)"
        advice "programs for both versions stay with the values that both accept"
        cases "compat-required";
    ZERO_MEANS "CO44" "zero means another value of the data member"
        old Silent if "if it leaves it zero" new Silent if "if it leaves it zero"
        why "`init_member` of the type puts its own value in the place of zero; the program does not say which"
        advice "keep what zero means"
        cases "compat-required";
}
