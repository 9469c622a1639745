//! Which distribution this is, and how packages are installed on it.

use serde::Serialize;

use super::{Machine, Packages};

/// A family of distributions that share their package names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Distribution {
    /// Debian, Ubuntu and their like: the one that is tried.
    Debian,
    /// Fedora, RHEL and their like.
    Fedora,
    /// Arch and its like.
    Arch,
    /// openSUSE and SLES.
    Suse,
    /// Any other.
    Other,
}

/// Words of `ID` and `ID_LIKE` in os-release(5).
const WORDS: &[(&str, Distribution)] = &[
    ("debian", Distribution::Debian),
    ("ubuntu", Distribution::Debian),
    ("fedora", Distribution::Fedora),
    ("rhel", Distribution::Fedora),
    ("centos", Distribution::Fedora),
    ("arch", Distribution::Arch),
    ("suse", Distribution::Suse),
    ("opensuse", Distribution::Suse),
    ("opensuse-leap", Distribution::Suse),
    ("opensuse-tumbleweed", Distribution::Suse),
    ("sles", Distribution::Suse),
];

impl Distribution {
    pub(super) fn of(machine: &Machine) -> Self {
        let text = machine.read("etc/os-release").unwrap_or_default();
        let field = |name: &str| {
            let line = text
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            line.unwrap_or_default()
                .trim_matches(['"', '\''])
                .to_owned()
        };
        // Its own name first, then what it is like.
        let words = format!("{} {}", field("ID"), field("ID_LIKE"));
        words
            .split_whitespace()
            .find_map(|word| {
                let row = WORDS.iter().find(|(known, _)| *known == word)?;
                Some(row.1)
            })
            .unwrap_or(Self::Other)
    }

    /// Whether the package names were tried.
    pub fn is_tried(self) -> bool {
        self == Self::Debian
    }

    /// Of a family that is not known, Debian's names at least say what is looked for.
    pub(super) fn package_of(self, packages: &Packages) -> &'static str {
        match self {
            Self::Debian | Self::Other => packages.debian,
            Self::Fedora => packages.fedora,
            Self::Arch => packages.arch,
            Self::Suse => packages.suse,
        }
    }

    /// The line that installs packages; none for no packages, and where nobody knows how.
    pub(super) fn install_line(self, packages: &[&str]) -> Option<String> {
        let command = match self {
            _ if packages.is_empty() => return None,
            Self::Debian => "sudo apt-get install --no-install-recommends",
            Self::Fedora => "sudo dnf install",
            Self::Arch => "sudo pacman -S --needed",
            Self::Suse => "sudo zypper install",
            Self::Other => return None,
        };
        Some(format!("{command} {}", packages.join(" ")))
    }
}
