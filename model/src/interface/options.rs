//! What `#[struct_ops(..)]` and `#[ops(..)]` say.

use proc_macro2::Span;

use crate::kernel::features::Release;

/// What `existing` calls the kernel image.
const VMLINUX: &str = "vmlinux";

/// The options of a type.
#[derive(Debug, Default, Clone)]
pub struct Options {
    /// `name = ".."`: the C tag.
    pub name: Option<Text>,
    /// `module = ".."`: the kernel module that defines the type.
    pub module: Option<Text>,
    /// `existing = ".."`: `vmlinux`, or the module that has the type already.
    pub existing: Option<Text>,
    /// `license = ".."`: what `MODULE_LICENSE` gets; GPL when absent.
    pub license: Option<Text>,
    /// `author = ".."`.
    pub author: Option<Text>,
    /// `description = ".."`.
    pub description: Option<Text>,
    /// `version = ".."`.
    pub version: Option<Text>,
    /// `kernel = "6.12.."`: the releases that the module must build on.
    pub kernel: Range,
    /// `links = "required" | "optional"`.
    pub links: Links,
    /// `update = true | false`: whether a live instance may be replaced.
    pub update: Option<bool>,
    /// `export = true`: whether other modules may call the ops.
    pub export: Option<bool>,
    /// `trigger = "/proc/.."`: a file that calls every op.
    pub trigger: Option<Text>,
    /// `instances = "one" | "many"`.
    pub instances: Instances,
    /// `protect = "rcu" | "srcu" | "mutex"`; `None` leaves it to whether an op may sleep.
    pub protect: Option<Protect>,
    /// `busy = "EEXIST" | "EBUSY"`.
    pub busy: Option<Busy>,
    /// `helpers = "base" | "none"`.
    pub helpers: Helpers,
    /// `hooks(reg, ..)`: the callbacks that also call C of the user's.
    pub hooks: Vec<Hook>,
    /// `flavor = "v2"`: what follows `___` in BPF programs.
    pub flavor: Option<Text>,
    /// `requires(a | b)`: of each list, an instance must implement at least one op.
    pub requires: Vec<Vec<syn::Ident>>,
    /// Which options were given, and where.
    pub(crate) said: Vec<(String, Span)>,
}

impl Options {
    /// Where an option was given.
    pub(crate) fn span_of(&self, name: &str) -> Option<Span> {
        self.said
            .iter()
            .find(|(said, _)| said == name)
            .map(|(_, span)| *span)
    }

    /// The kernel module that the source names for the type.
    pub(crate) fn named_module(&self) -> Option<&str> {
        let existing = self.existing.as_ref().filter(|text| text.value != VMLINUX);
        let text = self.module.as_ref().or(existing);
        text.map(|text| text.value.as_str())
    }

    /// Takes over what the module says of all its types.
    pub(crate) fn inherit(&mut self, module: &Self) {
        self.module.clone_from(&module.module);
        self.existing.clone_from(&module.existing);
        self.license.clone_from(&module.license);
        self.author.clone_from(&module.author);
        self.description.clone_from(&module.description);
        self.version.clone_from(&module.version);
        self.kernel = module.kernel;
    }
}

/// An option's string and where it stands.
#[derive(Debug, Clone)]
pub struct Text {
    /// The string.
    pub value: String,
    /// The literal's span.
    pub span: Span,
}

/// Kernel releases from one to another, as a range of Rust: `6.12..7.2` ends before 7.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The oldest.
    pub from: Release,
    /// The newest, or with `..` the first beyond; `None` for all that come.
    pub to: Option<Release>,
    /// Whether `to` belongs to the range: `..=`.
    pub has_end: bool,
}

impl Range {
    /// Whether a release lies in the range.
    pub fn has(&self, release: Release) -> bool {
        self.from <= release && self.is_before_end(release)
    }

    /// Whether some release of the range is as new as that.
    pub fn reaches(&self, release: Release) -> bool {
        self.is_before_end(release)
    }

    fn is_before_end(&self, release: Release) -> bool {
        self.to
            .is_none_or(|to| release < to || self.has_end && release == to)
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let equals = if self.has_end { "=" } else { "" };
        match self.to {
            None => write!(f, "{}..", self.from),
            Some(to) => write!(f, "{}..{equals}{to}", self.from),
        }
    }
}

impl Default for Range {
    fn default() -> Self {
        Self {
            from: Release::FLOOR,
            to: None,
            has_end: false,
        }
    }
}

/// A closed set of words that an option takes.
pub(crate) trait Choice: Copy + 'static {
    /// Each word and what it means.
    const WORDS: &'static [(&'static str, Self)];
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$inner])* $variant,)*
        }

        impl $name {
            /// The word that the option takes.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl Choice for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant),)*];
        }

        impl Choice for Option<$name> {
            const WORDS: &'static [(&'static str, Self)] =
                &[$(($word, Some($name::$variant)),)*];
        }
    )*};
}

choices! {
    /// Whether an instance must be held by a BPF link.
    #[derive(Default)]
    Links {
        /// A map in `.struct_ops.link`; one without a link is refused.
        #[default]
        Required = "required",
        /// A map in plain `.struct_ops` is accepted as well; it survives its loader.
        Optional = "optional",
    }

    /// How many instances may be attached at a time.
    #[derive(Default)]
    Instances {
        /// One; another is refused.
        #[default]
        One = "one",
        /// Any number.
        Many = "many",
    }

    /// What protects an instance while its ops run.
    Protect {
        /// An RCU read section: no op may sleep.
        Rcu = "rcu",
        /// A read section of sleepable RCU.
        Srcu = "srcu",
        /// A mutex: one call at a time.
        Mutex = "mutex",
    }

    /// The errno of an attach while another instance is attached.
    Busy {
        /// `EEXIST`.
        Exist = "EEXIST",
        /// `EBUSY`.
        Busy = "EBUSY",
    }

    /// The BPF helpers that programs may call.
    #[derive(Default)]
    Helpers {
        /// Those of `bpf_base_func_proto`.
        #[default]
        Base = "base",
        /// None.
        None = "none",
    }

    /// A callback of the core that also calls C of the user's.
    Hook {
        /// An instance is attached.
        Reg = "reg",
        /// An instance was detached.
        Unreg = "unreg",
        /// A live instance is replaced.
        Update = "update",
        /// An instance is complete.
        Validate = "validate",
        /// A member is taken over from user space.
        InitMember = "init_member",
        /// A program asks for a helper.
        FuncProto = "func_proto",
    }
}
