//! Every rule of the language: code, message, help. Wording only; the logic is in
//! `parse` and `check`.

/// A rule that an input can break.
#[derive(Debug)]
pub struct Rule {
    /// The stable code, `SO` and four digits.
    pub code: &'static str,
    /// What is wrong: lower case, no full stop, `{placeholders}` for this occurrence.
    pub message: &'static str,
    /// What to write instead.
    pub help: &'static str,
}

macro_rules! rules {
    ($($name:ident $code:literal $message:literal $help:literal;)*) => {
        $(
            #[doc = concat!("`", $code, "`: ", $message, ".")]
            pub static $name: Rule = Rule { code: $code, message: $message, help: $help };
        )*

        /// All rules, in the order of their codes.
        pub static ALL: &[&Rule] = &[$(&$name,)*];
    };
}

rules! {
    UNREADABLE "SO0001"
        "cannot read the source: {error}"
        "name a Rust source file that exists and can be read";
    SYNTAX "SO0002"
        "not valid Rust: {error}"
        "the source must parse as a Rust file before anything can be generated from it";
    NO_ATTRIBUTE "SO0003"
        "no `#[struct_ops]` trait or module in this file"
        "put `#[struct_ops]` on the trait that describes the type, or on a module with such traits";
    WRONG_ITEM "SO0004"
        "`#[struct_ops]` stands on {what}"
        "put it on a trait, or on an inline module";
    DUPLICATE_TYPE "SO0005"
        "a second struct_ops type named `{name}`"
        "rename one of the traits, or give one a `name = \"…\"`";
    UNKNOWN_OPTION "SO0006"
        "unknown option `{name}`"
        "the options are {known}";
    OPTION_VALUE "SO0007"
        "`{name}` takes {takes}"
        "write `{example}`";
    DUPLICATE_OPTION "SO0008"
        "option `{name}` is given twice"
        "keep one of them";
    UNSUPPORTED_ITEM "SO0009"
        "this trait cannot have {what}"
        "{instead}";
    CFG "SO0010"
        "`#[{name}]` inside a struct_ops interface"
        "the interface must be the same in every build: remove the condition";
    UNSUPPORTED_METHOD "SO0011"
        "{item} cannot be {what}"
        "{instead}";
    RECEIVER "SO0012"
        "an op's receiver can only be `&self`"
        "write `&self`, or leave the receiver out: it carries no meaning in C";
    ARGUMENT_PATTERN "SO0013"
        "an argument needs a plain name"
        "write `name: Type`";
    UNSUPPORTED_TYPE "SO0014"
        "`{ty}` has no C type a BPF program could get: {why}"
        "{instead}";
    NAMED_TYPE "SO0015"
        "`{ty}` is not a scalar"
        "the short form knows scalars, raw pointers to them, and buffers; a type of your own needs the module form";
    UNIT_ARGUMENT "SO0016"
        "an argument cannot be `()`"
        "remove the argument";
    FALLBACK_FORM "SO0017"
        "this is no value that could stand here in C"
        "write a literal, a negated errno such as `-EOPNOTSUPP`, a constant or enumerator of the module, or, in an op, `None` or one of its own arguments";
    FALLBACK_TYPE "SO0018"
        "{value} does not fit {ty}"
        "{instead}";
    UNKNOWN_VALUE "SO0019"
        "`{name}` is no value that this interface knows"
        "use an errno such as `-EINVAL`, an argument of this op, or a constant or enumerator of the module";
    POSITIVE_ERRNO "SO0020"
        "`{name}` without a minus sign"
        "errors are negative in the kernel: write `-{name}`";
    IDLE_MISSING "SO0021"
        "required op `{name}` has no value for the time when nothing is attached"
        "say it with `#[idle(…)]`, or give the method a body, which makes the op optional";
    IDLE_ON_OPTIONAL "SO0022"
        "`#[idle]` on an op with a body"
        "the body already is the value without a program: remove `#[idle]`";
    BUFFER_LENGTH "SO0023"
        "`#[buffer({len})]` names no integer argument of this op"
        "name the integer argument that holds the buffer's length";
    BUFFER_TYPE "SO0024"
        "a buffer must be a raw pointer to a sized element"
        "write `#[buffer(len)] {name}: *const u8` or another `*const` scalar";
    BUFFER_FORM "SO0025"
        "`#[buffer]` takes the length's argument and, if wanted, `max = N` with N from 1 to {most} here"
        "write `#[buffer(len)]` or `#[buffer(len, max = 64)]`";
    TRIGGER_WITHOUT_FILE "SO0026"
        "`#[trigger]` on an op of a type without a trigger file"
        "add `trigger = \"/proc/…\"` to `#[struct_ops]`";
    TRIGGER_COUNT "SO0027"
        "`#[trigger]` has {given} for {wanted}"
        "give one value for each argument";
    TRIGGER_VALUE "SO0028"
        "`{value}` cannot be passed as {ty}"
        "{instead}";
    TRIGGER_FORM "SO0029"
        "`{value}` is nothing a trigger could pass"
        "write a literal, a constant, an enumerator, a struct literal, `message`, `message_len`, `current`, `none` or `zeroed`";
    TRIGGER_PATH "SO0030"
        "`{path}` is no file name directly below /proc"
        "write `trigger = \"/proc/{suggestion}\"`";
    TOO_MANY_ARGS "SO0031"
        "`{name}` has {count} arguments, the kernel allows {most}"
        "put some of them into a struct";
    TOO_MANY_MEMBERS "SO0032"
        "the type has {count} members, the kernel allows {most}"
        "split it into two types";
    NO_OPS "SO0033"
        "a struct_ops type needs at least one op"
        "write a method for each callback";
    RESERVED_NAME "SO0034"
        "`{name}` is {what}"
        "choose another name, or keep it in Rust and give the C name with `#[name(\"…\")]`; a type's with `name = \"…\"`, a module's with `module = \"…\"`";
    DUPLICATE_NAME "SO0035"
        "two {what} are called `{name}` in C"
        "rename one, or give it a `#[name(\"…\")]`";
    NOT_A_C_NAME "SO0036"
        "`{name}` is no identifier in C"
        "use ASCII letters, digits and `_`";
    NAME_TOO_LONG "SO0037"
        "`{name}` has {count} characters, the kernel allows {most}"
        "choose a shorter name";
    MODULE_IS_TYPE "SO0038"
        "module and type are both called `{name}`"
        "let the type end in `_ops`, or give the module another name with `module = \"…\"`: kbuild cannot link `{name}.o` out of `{name}.c`";
    LICENSE "SO0039"
        "`{license}` is not GPL-compatible to the kernel"
        "use one of {known}";
    OPTION_CONFLICT "SO0040"
        "module `{module}` has two values for `{name}`"
        "say it once, or the same in every type of the module";
    UNKNOWN_ATTRIBUTE "SO0041"
        "`#[{name}]` means nothing here"
        "{instead}";
    ATTRIBUTE_FORM "SO0042"
        "`#[{name}]` takes {takes}"
        "write `{example}`";
    OPTION_TEXT "SO0043"
        "`{name}` holds a character that a C string cannot carry"
        "use printable characters without line breaks";
    TRAIT_IS_TYPE "SO0044"
        "the trait and its C type are both called `{name}`"
        "write the trait's name in CamelCase: the C name is the Rust type that the loader uses";
    TWICE "SO0045"
        "`#[{name}]` stands here twice"
        "keep one of them";
    NOT_INLINE "SO0047"
        "module `{name}` lies in a file of its own"
        "write the module inline, its items in braces: the attribute sees nothing else";
    NO_OPS_TRAIT "SO0048"
        "no `#[ops]` trait in this module"
        "put `#[ops]` on the trait that describes the type";
    OPTION_PLACE "SO0049"
        "option `{name}` does not belong here"
        "move it to {home}";
    UNKNOWN_TYPE "SO0050"
        "`{ty}` is no type that this module declares"
        "declare it with `pub struct {ty}`, or with `#[kernel] pub struct {ty}` and the fields that are read, if the kernel defines it";
    C_TYPE "SO0051"
        "`#[c_type(\"{name}\")]` on a type that is no scalar"
        "name the scalar that the C type is: `#[c_type(\"gfp_t\")] flags: u32`";
    NOT_A_NUMBER "SO0052"
        "this is no integer of that type that could be computed here"
        "write a literal, or arithmetic with literals and constants declared before";
    CONST_TYPE "SO0053"
        "a shared constant must be an integer"
        "give it an integer type such as `u32`, or move it out of the module";
    ENUM_REPR "SO0054"
        "enum `{name}` needs `#[repr(u32)]` or `#[repr(i32)]`"
        "add it: C enums have 32 bits";
    ENUM_FIELDS "SO0055"
        "an enumerator cannot carry data"
        "use a struct beside the enum: enumerators are numbers in C";
    EMPTY_ITEM "SO0056"
        "`{name}` is empty"
        "give it a field or an enumerator: C has no empty types";
    GENERIC_ITEM "SO0057"
        "a shared type cannot be generic"
        "write the types out: C has no generics";
    TUPLE_STRUCT "SO0058"
        "the fields of a shared struct need names"
        "name each: `pub id: u32`";
    RECURSIVE "SO0059"
        "`{name}` holds itself by value"
        "use a pointer";
    HOLDS_KERNEL "SO0060"
        "shared struct `{name}` cannot hold a struct of the kernel by value"
        "its size differs between kernels: copy the fields that are needed, or use a raw pointer";
    KERNEL_TOO_OLD "SO0061"
        "{what} needs a kernel from {since} on, the range begins with {from}"
        "write `kernel = \"{since}..\"`, or do without it";
    KERNEL_FLOOR "SO0062"
        "kernels from {from} on cannot be supported"
        "begin with 6.12: earlier ones export no helper prototypes to modules, and before 6.9 modules cannot define types at all";
    PRIVATE_VALUE "SO0063"
        "`{name}` is the kernel's own: nobody attaches a value for it"
        "remove the value and what is said about it";
    MUST_BE_PRIVATE "SO0064"
        "`{name}` cannot be set by user space"
        "mark it `#[private]`: pointers and structs of the kernel have no value outside";
    RANGE_AND_FLAGS "SO0065"
        "`{name}` has a range and flags"
        "keep one of them";
    DEFAULT_REFUSED "SO0066"
        "the module would refuse the value of `{name}`"
        "choose a value that `#[range]` or `#[flags]` accepts";
    REQUIRES_WHAT "SO0067"
        "`requires` names `{name}`, which is no optional op of this type"
        "name ops that have a body; one without a body is required anyway";
    VMLINUX_TAG "SO0068"
        "the kernel has a `{tag}` already"
        "rename it: programs would get the kernel's type instead of this one";
    HEADER_UNKNOWN "SO0069"
        "the kernel's header of `{name}` is not known here"
        "name it: `#[kernel(header = \"linux/….h\")]`";
    UNDERSCORE "SO0070"
        "`{name}` {what}"
        "choose another name, or give the C name with `#[name(\"…\")]`: such names belong to compiler, libbpf and generator";
    BUFFER_STACK "SO0071"
        "the buffers of this op need {bytes} bytes of a program's stack, {most} is the most"
        "give them a smaller `max = N`";
    TRIGGER_TAKEN "SO0072"
        "`{path}` is taken already"
        "choose another file name";
    NESTED "SO0073"
        "brackets or operators nest too deeply here"
        "no interface needs more than {most} levels: write it flatter";
    LONG_TOKEN "SO0074"
        "a number or name of {count} characters"
        "nothing in an interface is longer than {most}";
    CONTRADICTION "SO0075"
        "{one} contradicts {other}"
        "{instead}";
    KEY "SO0076"
        "`{name}` cannot be a key: {why}"
        "let the key be one integer, or one `[c_char; N]`, of a type with `instances = \"many\"`";
    EVENT_FORM "SO0077"
        "an op that runs on {event} has another form"
        "write `{example}`";
    EVENT_TWICE "SO0078"
        "a second op runs on {event}"
        "keep one of them";
    WRITABLE_FIELD "SO0079"
        "`{ty}` lists no field `{name}`"
        "name fields that stand in the struct";
    WRITABLE_SHARED "SO0080"
        "`{ty}` has writable fields, and this op takes it by `&`"
        "write `&mut {ty}`: the kernel asks about the struct, not about the op";
    WRITABLE_UNUSED "SO0081"
        "no op takes the writable struct `{ty}`"
        "pass it to an op by `&mut`, or remove `#[writable]`: the module could not tell which struct it is";
    KFUNC_FORM "SO0082"
        "a kfunc cannot {what}"
        "{instead}";
    RELEASES_TWO "SO0083"
        "kfunc `{name}` releases two references"
        "release them one at a time: the verifier follows one";
    PROGRAM_TYPE "SO0084"
        "`{name}` is no type of program that may call kfuncs of a module"
        "the types are {known}";
    ITERATOR_FORM "SO0085"
        "this step of an iterator has another form"
        "write `{example}`, with a struct that holds the iterator's state";
    NO_RELEASE "SO0086"
        "nothing gives a reference to `{ty}` back"
        "declare a kfunc that takes it, `fn put(it: Ref<{ty}>);`: the kernel's own are known for {known} only";
    NO_PROGRAM "SO0087"
        "op `{name}` is member {place} of its type: kernels from {since} on load no program for it"
        "put data members or `#[unsupported]` ops there, or let `kernel = \"…\"` end before {since}";
    DUPLICATE_VALUE "SO0088"
        "enumerator `{name}` has the value of another one, {value}"
        "give it a value of its own: Rust has no two enumerators of one value";
    REPR "SO0089"
        "`#[repr({repr})]` on a shared struct"
        "remove it: module, BPF programs and Rust all have the layout of C";
    ITERATOR_STATE "SO0090"
        "`{name}` cannot be the state of an iterator: {why}"
        "{instead}";
    WRITABLE_POINTER "SO0091"
        "programs may not write `{field}` of `{ty}`: it holds a pointer, or may"
        "leave it out: whoever follows the pointer would go where a program's number says";
    EXISTING "SO0092"
        "{what} is about a module that is generated, and the type is in {home} already"
        "remove it, or remove `existing` if the type is new";
}

#[cfg(test)]
mod tests {
    use super::ALL;

    /// Codes of rules that are no more: what somebody has read of them must not become another
    /// rule's.
    const RETIRED: &[&str] = &["SO0046"];

    #[test]
    fn codes_count_up_without_a_gap() {
        let all = (1..).map(|number| format!("SO{number:04}"));
        let taken = all.filter(|code| !RETIRED.contains(&code.as_str()));
        for (rule, code) in ALL.iter().zip(taken) {
            assert_eq!(rule.code, code);
        }
    }

    #[test]
    fn wording_follows_the_house_style() {
        for rule in ALL {
            for text in [rule.message, rule.help] {
                assert!(!text.ends_with('.'), "{}: full stop", rule.code);
                let first = text.chars().next().unwrap();
                assert!(!first.is_uppercase(), "{}: starts upper case", rule.code);
            }
        }
    }
}
