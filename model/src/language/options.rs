//! The options of `#[struct_ops(..)]` and `#[ops(..)]`.

/// Where an option stands in the module form; in the short form all stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// `#[struct_ops(..)]` on the module.
    Module,
    /// `#[ops(..)]` on the trait.
    Type,
}

/// An option and what it means.
#[derive(Debug)]
pub struct OptionRow {
    /// The word.
    pub name: &'static str,
    /// Where it stands in the module form.
    pub home: Home,
    /// What it takes, as a diagnostic says it.
    pub takes: &'static str,
    /// One way to write it.
    pub example: &'static str,
    /// What it says.
    pub meaning: &'static str,
    /// What holds when it is left out.
    pub without: &'static str,
}

macro_rules! options {
    ($($name:literal $home:ident
        takes $takes:literal, $example:literal
        $meaning:literal without $without:literal;)*) => {
        /// All options, in the order in which they are usually written.
        pub const OPTIONS: &[OptionRow] = &[$(OptionRow {
            name: $name,
            home: Home::$home,
            takes: $takes,
            example: $example,
            meaning: $meaning,
            without: $without,
        },)*];
    };
}

options! {
    "name" Type
        takes "a string", r#"name = "player_ops""#
        "The C tag of the struct."
        without "The trait's name in snake case: `PlayerOps` is `player_ops`.";
    "module" Module
        takes "a string", r#"module = "player""#
        "The kernel module that defines the type, and the prefix of the C names that it defines."
        without "The C tag without `_ops`; in the module form the Rust module's name.";
    "existing" Module
        takes "a string", r#"existing = "vmlinux""#
        "The type exists already, in `vmlinux` or in the module of that name: nothing of it is generated for the kernel."
        without "The type is new: its module is generated.";
    "license" Module
        takes "a string", r#"license = "GPL""#
        "The module's licence, one that the kernel takes for compatible with the GPL."
        without "`GPL`.";
    "author" Module
        takes "a string", r#"author = "A. U. Thor""#
        "Who wrote the module, for `MODULE_AUTHOR`."
        without "The module names nobody.";
    "description" Module
        takes "a string", r#"description = "a music player""#
        "One line about the module, for `MODULE_DESCRIPTION`."
        without "A line that names the types.";
    "version" Module
        takes "a string", r#"version = "1.0""#
        "The module's version, for `MODULE_VERSION`."
        without "The module has none.";
    "kernel" Module
        takes "a range of releases", r#"kernel = "6.12..""#
        "The kernel releases that the module must build on, as a range of Rust: `6.12..7.2` ends before 7.2, `6.12..=7.2` with it."
        without "`6.12..`: from 6.12 on.";
    "links" Type
        takes r#"`"required"` or `"optional"`"#, r#"links = "optional""#
        "Whether a map without a BPF link may be attached; such a map survives its loader and pins the module."
        without "`required`: such a map is refused.";
    "update" Type
        takes "`true` or `false`", "update = true"
        "Whether a live instance may be replaced by another one."
        without "`true`: replacing is allowed.";
    "export" Type
        takes "`true` or `false`", "export = true"
        "Whether other modules may call the ops (`EXPORT_SYMBOL_GPL`)."
        without "`false`: only the module that defines the type calls them.";
    "trigger" Type
        takes "a string", r#"trigger = "/proc/player_trigger""#
        "A file that calls every op when it is written, and log lines for all that happens."
        without "There is no such file, and the module logs refusals only.";
    "requires" Type
        takes "a choice between ops", "requires(play | seek)"
        "An instance must implement at least one of these optional ops."
        without "An instance must implement the required ops only.";
    "instances" Type
        takes r#"`"one"` or `"many"`"#, r#"instances = "many""#
        "How many instances may be attached at a time."
        without "`one`: a second one is refused.";
    "protect" Type
        takes r#"`"rcu"`, `"srcu"` or `"mutex"`"#, r#"protect = "srcu""#
        "What protects an instance while its ops run."
        without "`srcu` if an op that is called may sleep, else `rcu`.";
    "busy" Type
        takes r#"`"EEXIST"` or `"EBUSY"`"#, r#"busy = "EBUSY""#
        "The errno of an attach while another instance is attached."
        without "`EEXIST`.";
    "helpers" Type
        takes r#"`"base"` or `"none"`"#, r#"helpers = "none""#
        "The BPF helpers that programs may call: those of `bpf_base_func_proto`, or none."
        without "`base`.";
    "hooks" Type
        takes "callbacks out of `reg`, `unreg`, `update`, `validate`, `init_member` and `func_proto`",
        "hooks(reg, unreg)"
        "Callbacks of the core that also call a C function of yours."
        without "None of them calls code of yours.";
    "flavor" Type
        takes "letters, digits and `_` as a string", r#"flavor = "v2""#
        "The flavor of the type in BPF programs: `player_ops___v2`."
        without "Programs use the tag as it is.";
}
