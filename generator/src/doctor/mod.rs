//! What this machine has of what the commands need.
//!
//! ```
//! use structops_gen::doctor::{self, Machine, Purpose};
//!
//! let report = doctor::examine(&Machine::this(), &[Purpose::Generate]);
//! assert!(report.is_well);
//! ```
//!
//! Each need is a row of a table: what is looked for, from which version on and why, which
//! commands fail without it, and the packages that bring it.

mod distribution;
mod features;
mod machine;
mod text;
mod tools;

use std::fmt;

use serde::Serialize;

pub use distribution::Distribution;
pub use machine::Machine;
pub use text::STATUS_WIDTH;

/// What a machine is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Purpose {
    /// `structops-gen generate`, which needs nothing.
    Generate,
    /// `cargo build` of a project.
    Build,
    /// `make` of a module, for the kernel that runs here.
    Module,
    /// `structops-gen test`.
    Test,
    /// `structops-gen test --kernels` of series that this distribution does not have.
    TestKernels,
    /// Loading module and programs into the kernel that runs here.
    Load,
}

impl Purpose {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Generate,
        Self::Build,
        Self::Module,
        Self::Test,
        Self::TestKernels,
        Self::Load,
    ];

    /// What the command line calls it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Generate => "generate",
            Self::Build => "build",
            Self::Module => "module",
            Self::Test => "test",
            Self::TestKernels => "test-kernels",
            Self::Load => "load",
        }
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Generate => "generate",
            Self::Build => "cargo build",
            Self::Module => "make of the module",
            Self::Test => "test",
            Self::TestKernels => "test --kernels of other series",
            Self::Load => "loading on this machine",
        })
    }
}

/// How it stands with a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// It is there.
    Ok,
    /// It is not there.
    Missing,
    /// It is there, and older than what is needed.
    TooOld,
    /// It is not there, and nothing fails without it.
    Advice,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ok => "ok",
            Self::Missing => "missing",
            Self::TooOld => "too old",
            Self::Advice => "advice",
        })
    }
}

/// What a probe found.
#[derive(Debug)]
enum Found {
    /// This version, or this in words.
    There(String),
    /// This version, which is too old.
    Old(String),
    /// Nothing, or nothing of use: why, if that is not plain.
    Not(String),
    /// Not there, and that is bearable.
    Bearable(String),
}

/// The packages that bring something, as each family of distributions calls them.
#[derive(Debug, Clone, Copy, Default)]
struct Packages {
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
    suse: &'static str,
}

/// Something that commands need.
struct Need {
    name: &'static str,
    /// What fails without it.
    purposes: &'static [Purpose],
    /// From which version on; empty where any will do.
    minimum: &'static str,
    /// Why it is needed, or why from that version on.
    reason: &'static str,
    probe: fn(&Machine, &Need) -> Found,
    packages: Packages,
    /// What helps where no package does.
    cure: &'static str,
}

/// How it stands with one need.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The tool or feature.
    pub name: &'static str,
    /// How it stands.
    pub status: Status,
    /// The version that was found, or why it does not count.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub found: String,
    /// The oldest version that will do.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub minimum: &'static str,
    /// Why it is needed.
    pub reason: &'static str,
    /// What fails without it.
    pub needed_by: Vec<Purpose>,
    /// The package of this distribution that brings it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub package: String,
    /// What helps where no package does.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub cure: &'static str,
}

impl Row {
    /// Whether something fails because of it.
    pub fn is_bad(&self) -> bool {
        matches!(self.status, Status::Missing | Status::TooOld)
    }
}

/// How it stands with a machine.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Whether nothing is missing; advice does not count.
    pub is_well: bool,
    /// `debian`, `fedora`, ..
    pub distribution: Distribution,
    /// In the order of the tables.
    pub rows: Vec<Row>,
    /// The one line that installs all that is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub install: Option<String>,
}

/// Looks for all that is needed for some purposes, for all of them when none is named.
pub fn examine(machine: &Machine, purposes: &[Purpose]) -> Report {
    let distribution = Distribution::of(machine);
    let is_wanted = |need: &&Need| {
        purposes.is_empty() || need.purposes.iter().any(|one| purposes.contains(one))
    };
    let needs = tools::NEEDS.iter().chain(features::NEEDS);
    let rows: Vec<Row> = needs
        .filter(is_wanted)
        .map(|need| row_of(machine, distribution, need))
        .collect();
    let mut packages: Vec<&str> = Vec::new();
    for row in rows.iter().filter(|row| row.is_bad()) {
        for package in row.package.split_whitespace() {
            if !packages.contains(&package) {
                packages.push(package);
            }
        }
    }
    Report {
        is_well: !rows.iter().any(Row::is_bad),
        install: distribution.install_line(&packages),
        distribution,
        rows,
    }
}

fn row_of(machine: &Machine, distribution: Distribution, need: &Need) -> Row {
    let (status, found) = match (need.probe)(machine, need) {
        Found::There(found) => (Status::Ok, found),
        Found::Old(found) => (Status::TooOld, found),
        Found::Not(found) => (Status::Missing, found),
        Found::Bearable(found) => (Status::Advice, found),
    };
    let package = distribution.package_of(&need.packages);
    Row {
        name: need.name,
        status,
        found,
        minimum: need.minimum,
        reason: need.reason,
        needed_by: need.purposes.to_vec(),
        package: package.replace("{release}", &machine.release()),
        cure: need.cure,
    }
}
