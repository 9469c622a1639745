//! What is to be said about files of the user's.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

/// Something that the trait has gained or lost, and what that means for a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What it is.
    pub what: What,
    /// Its name in C.
    pub name: String,
    /// The type or module that it belongs to.
    pub of: String,
    /// What is missing.
    #[serde(flatten)]
    pub missing: Missing,
}

/// A part of an interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A function that programs implement.
    Op,
    /// A setting of an instance.
    DataMember,
    /// A function that programs call.
    Kfunc,
    /// A function that the type calls.
    Hook,
    /// `<module>_main.c` itself.
    File,
}

/// What a file of the user's lacks, or has too much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum Missing {
    /// It is new; its stub goes to the end of the file.
    New {
        /// The file.
        file: PathBuf,
        /// The line that the stub takes in an instance.
        add: Option<String>,
    },
    /// It is new, and there is no stub of such a thing.
    Unset {
        /// The file with the instance.
        file: PathBuf,
        /// The line that sets it, where the trait has a value.
        add: Option<String>,
    },
    /// It is gone, or has another name now.
    Gone {
        /// Where it is still mentioned.
        places: Vec<Place>,
    },
    /// The trait keeps it, and no program may implement it any more.
    Unsupported {
        /// Where it is still mentioned.
        places: Vec<Place>,
    },
    /// The file was there before the tool had a use for it, and does not register the types.
    Unregistered {
        /// The function that module init must call.
        call: String,
    },
    /// No file mentions it; whether it is new cannot be told.
    Unmentioned,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// From 1.
    pub line: usize,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, name, of, .. } = self;
        write!(f, "note: ")?;
        match &self.missing {
            Missing::New { file, add } => {
                let file = file.display();
                write!(
                    f,
                    "{what} `{name}` of {of} is new; its stub is at the end of {file}"
                )?;
                match add {
                    Some(line) => write!(f, "; put it above the instance and add there: {line}"),
                    None => Ok(()),
                }
            }
            Missing::Unset { file, add } => {
                let file = file.display();
                write!(f, "{what} `{name}` of {of} is new; ")?;
                match add {
                    Some(line) => write!(f, "add to the instance in {file}: {line}"),
                    None => write!(f, "the instance in {file} may set it"),
                }
            }
            Missing::Gone { places } if *what == What::File => {
                let place = places.first();
                let file = place.map(|place| place.file.display().to_string());
                let file = file.as_deref().unwrap_or(name);
                write!(
                    f,
                    "{file} is not part of {of} any more: it needs no C of yours"
                )
            }
            Missing::Gone { places } => {
                write!(f, "{what} `{name}` of {of} is gone; {}", mentions(places))
            }
            Missing::Unsupported { places } => write!(
                f,
                "{what} `{name}` of {of} takes no program any more; {}",
                mentions(places)
            ),
            Missing::Unregistered { call } => write!(
                f,
                "{name} was there before and does not call {call}(), so that {of} would define \
                 no type; call it in module init, or remove the file and generate again"
            ),
            Missing::Unmentioned if *what == What::Op => {
                write!(f, "no program implements op `{name}` of {of}")
            }
            Missing::Unmentioned => write!(f, "no file has {what} `{name}` of {of}"),
        }
    }
}

/// Where something still stands.
fn mentions(places: &[Place]) -> String {
    if places.is_empty() {
        return "nothing mentions it".to_owned();
    }
    let places: Vec<String> = places.iter().map(ToString::to_string).collect();
    format!("still mentioned in {}", places.join(", "))
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Op => "op",
            Self::DataMember => "data member",
            Self::Kfunc => "kfunc",
            Self::Hook => "hook",
            Self::File => "file",
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}
