//! Structs and enums that module and programs share.

use super::{Level, Rule, Verdict, rules};

rules! { ITEMS:
    ENUMERATOR_CHANGED "CO45" "an enumerator or a constant has another value"
        old Silent new Silent
        why "its value was compiled into the program, as a number"
        advice "never change a value; add an enumerator"
        cases "compat-items";
    ENUMERATOR_REMOVED "CO46" "an enumerator or a constant is gone"
        old Silent if "if it uses it" new Works
        why "its value was compiled into the program, as a number that means nothing now"
        advice "keep the enumerator, and say that it is not used any more"
        cases "compat-items";
    ENUMERATOR_ADDED "CO47" "an enumerator or a constant is new"
        old Silent if "if it treats what it does not know like what it knows" new Silent if "if it uses it"
        why "a number that the other side does not know reaches it as a plain scalar"
        advice "programs need a branch for values that they do not know, and the module checks results"
        cases "compat-items";
    FIELD_ADDED "CO48" "a field is new"
        old Works new Load if "if it reads the field"
        why "the generated header marks the struct for CO-RE, and libbpf finds no such field in the old kernel's BTF (`bpf_core_apply_relo_insn`): the instruction becomes \"invalid func unknown#195896080\""
        advice "ask `bpf_core_field_exists` first"
        cases "compat-items";
    FIELD_REMOVED "CO49" "a field is gone, or has another name"
        old Load if "if it reads the field" new Works
        why "libbpf finds no such field in the running kernel's BTF (`bpf_core_apply_relo_insn`): the instruction becomes \"invalid func unknown#195896080\""
        advice "keep the field"
        cases "compat-items";
    FIELD_MOVED "CO50" "a field has another offset, or the struct another size"
        old Works new Works
        why "the generated header marks the struct for CO-RE, and libbpf puts the running kernel's offset into every access (`bpf_core_apply_relo_insn`); without CO-RE the program would read something else"
        advice "nothing to do for programs that include the generated header"
        cases "compat-items";
    FIELD_WIDTH "CO51" "a field is a number of another width, or an array of another length"
        old Silent if "if the value does not fit; a signed one is refused at load" new Silent if "if the value does not fit; a signed one is refused at load"
        why "libbpf adjusts the width of loads between unsigned numbers (`bpf_core_patch_insn`), and the program goes on as if it were its own type; a signed number is \"invalid func unknown#195896080\". Of arrays `bpf_core_fields_are_compat` compares the elements, and a program that copies one takes as many as it knows"
        advice "add a field of the new type, and keep this one"
        cases "compat-items";
    FIELD_RETYPED "CO52" "a field of the same width means something else"
        old Silent if "if it reads the field" new Silent if "if it reads the field"
        why "`bpf_core_fields_are_compat` of libbpf takes one integer for another, whatever its sign, and one enum or pointer for another"
        advice "add a field of the new type, and keep this one"
        cases "compat-items";
    FIELD_KIND "CO53" "a field is of another kind of type"
        old Load if "if it reads the field" new Load if "if it reads the field"
        why "`bpf_core_fields_are_compat` of libbpf compares BTF kinds: no such field, \"invalid func unknown#195896080\""
        advice "add a field of the new type, and keep this one"
        cases "compat-items";
    WRITABLE_TAKEN "CO54" "a field may not be assigned any more"
        old Load if "if it assigns the field" new Works
        why "`btf_struct_access` of the type refuses the store, when the program is verified: EACCES"
        advice "accept the store, and ignore what was stored"
        cases "compat-items";
    WRITABLE_GIVEN "CO55" "a field may be assigned from now on"
        old Works new Load if "if it assigns the field"
        why "`btf_struct_access` of the old type refuses the store, when the program is verified: EACCES"
        advice "programs for both versions leave the field alone"
        cases "compat-items";
}
