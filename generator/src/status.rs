//! What is attached now, as people and programs read it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Serialize;
use struct_ops::status::{
    self, Instance, LinkStatus, OpProgram, Owner, State, StatusError, TypeStatus,
};

use crate::list::counted;

/// Every registered type.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Whether the kernel counts runs of programs (`kernel.bpf_stats_enabled`).
    pub counts_runs: bool,
    /// The types, those of the kernel itself first.
    pub types: Vec<TypeRow>,
}

/// A type and its instances.
#[derive(Debug, Serialize)]
pub struct TypeRow {
    /// The C tag.
    pub name: String,
    /// The module that registered it; null for the kernel itself.
    pub module: Option<String>,
    /// Its maps.
    pub instances: Vec<InstanceRow>,
}

/// A struct_ops map.
#[derive(Debug, Serialize)]
pub struct InstanceRow {
    /// The id of the map.
    pub map: u32,
    /// The map's name.
    pub name: String,
    /// `init`, `in-use`, `to-be-freed`, `ready` or `unknown`, as the kernel has it.
    pub state: &'static str,
    /// Whether programs run: through a link, or without one.
    pub attached: bool,
    /// The links that it is attached through.
    pub links: Vec<LinkRow>,
    /// The programs of its ops.
    pub programs: Vec<ProgramRow>,
    /// Where the map is pinned.
    pub pins: Vec<PathBuf>,
    /// Processes that hold the map.
    pub owners: Vec<OwnerRow>,
}

/// A link.
#[derive(Debug, Serialize)]
pub struct LinkRow {
    /// Its id.
    pub id: u32,
    /// Where it is pinned.
    pub pins: Vec<PathBuf>,
    /// Processes that hold it.
    pub owners: Vec<OwnerRow>,
}

/// The program of an op.
#[derive(Debug, Serialize)]
pub struct ProgramRow {
    /// The op.
    pub op: String,
    /// The id of the program.
    pub id: u32,
    /// The program's name.
    pub name: String,
    /// How often it ran while the kernel counted.
    pub runs: u64,
    /// How long it ran in all, in nanoseconds.
    pub nanoseconds: u64,
}

/// A process.
#[derive(Debug, Serialize)]
pub struct OwnerRow {
    /// Its id.
    pub pid: u32,
    /// What it is called.
    pub command: String,
}

impl Report {
    /// Asks the running kernel.
    ///
    /// # Errors
    ///
    /// Without `CAP_SYS_ADMIN`, or where the kernel shows no types.
    pub fn of_kernel() -> Result<Self, StatusError> {
        Ok(Self {
            types: status::types()?.into_iter().map(type_row).collect(),
            counts_runs: status::counts_runs().unwrap_or_default(),
        })
    }

    /// The types of those names; all where none is given.
    ///
    /// # Errors
    ///
    /// A name that no type has.
    pub fn only(mut self, names: &[String]) -> Result<Self, crate::list::ListError> {
        let all: Vec<&str> = self.types.iter().map(|ty| ty.name.as_str()).collect();
        crate::list::check_names(names, &all)?;
        self.types
            .retain(|ty| names.is_empty() || names.contains(&ty.name));
        Ok(self)
    }
}

fn type_row(ty: TypeStatus) -> TypeRow {
    TypeRow {
        name: ty.name,
        module: ty.module,
        instances: ty.instances.into_iter().map(instance_row).collect(),
    }
}

fn instance_row(instance: Instance) -> InstanceRow {
    InstanceRow {
        attached: instance.state == State::InUse || !instance.links.is_empty(),
        map: instance.id,
        name: instance.name,
        state: match instance.state {
            State::Init => "init",
            State::InUse => "in-use",
            State::ToBeFreed => "to-be-freed",
            State::Ready => "ready",
            State::Unknown(_) => "unknown",
        },
        links: instance.links.into_iter().map(link_row).collect(),
        programs: instance.programs.into_iter().map(program_row).collect(),
        pins: instance.pins,
        owners: owner_rows(instance.owners),
    }
}

fn link_row(link: LinkStatus) -> LinkRow {
    LinkRow {
        id: link.id,
        pins: link.pins,
        owners: owner_rows(link.owners),
    }
}

fn program_row(program: OpProgram) -> ProgramRow {
    ProgramRow {
        op: program.op,
        id: program.id,
        name: program.name,
        runs: program.runs,
        nanoseconds: program.nanoseconds,
    }
}

fn owner_rows(owners: Vec<Owner>) -> Vec<OwnerRow> {
    let row = |owner: Owner| OwnerRow {
        pid: owner.pid,
        command: owner.command,
    };
    owners.into_iter().map(row).collect()
}

impl Report {
    /// A paragraph per type that has instances, then the names of the others.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let (busy, idle): (Vec<_>, Vec<_>) =
            self.types.iter().partition(|ty| !ty.instances.is_empty());
        for ty in &busy {
            self.write_type(ty, &mut out);
        }
        if self.types.is_empty() {
            out.push_str("no struct_ops type is registered\n");
        } else if !busy
            .iter()
            .any(|ty| ty.instances.iter().any(|one| one.attached))
        {
            out.push_str("nothing is attached\n");
        }
        if !idle.is_empty() {
            out.push_str("without instances:\n");
        }
        for ty in &idle {
            let _ = writeln!(out, "    {}", ty.title());
        }
        let has_programs = |ty: &&TypeRow| ty.instances.iter().any(|one| !one.programs.is_empty());
        if !self.counts_runs && busy.iter().any(has_programs) {
            out.push_str(
                "\nRuns are not counted; from here on they are with:\n    \
                 sysctl kernel.bpf_stats_enabled=1\n",
            );
        }
        out
    }

    fn write_type(&self, ty: &TypeRow, out: &mut String) {
        let _ = writeln!(out, "{}", ty.title());
        for instance in &ty.instances {
            let held = holders(&instance.pins, &instance.owners);
            let _ = writeln!(
                out,
                "    map {} {}: {}{held}",
                instance.map,
                instance.name,
                instance.words()
            );
            for link in &instance.links {
                let held = holders(&link.pins, &link.owners);
                let _ = writeln!(out, "        link {}{held}", link.id);
            }
            let width = instance.programs.iter().map(|one| one.op.len()).max();
            for program in &instance.programs {
                let counts = self.counts(program);
                let _ = writeln!(
                    out,
                    "        {:width$}  program {} {}{counts}",
                    program.op,
                    program.id,
                    program.name,
                    width = width.unwrap_or_default()
                );
            }
        }
        out.push('\n');
    }

    /// Nothing where nothing was ever counted.
    fn counts(&self, program: &ProgramRow) -> String {
        if !self.counts_runs && program.runs == 0 {
            return String::new();
        }
        let runs = counted(usize::try_from(program.runs).unwrap_or(usize::MAX), "run");
        match program.nanoseconds.checked_div(program.runs) {
            Some(each) => format!(", {runs} of {each} ns"),
            None => format!(", {runs}"),
        }
    }
}

impl TypeRow {
    fn title(&self) -> String {
        match &self.module {
            Some(module) => format!("{} (module {module})", self.name),
            None => format!("{} (vmlinux)", self.name),
        }
    }
}

impl InstanceRow {
    fn words(&self) -> &'static str {
        match (self.state, self.attached) {
            ("in-use", _) => "attached without a link",
            ("ready", true) => "attached",
            ("ready", false) => "ready, not attached",
            ("init", _) => "has no value yet",
            ("to-be-freed", _) => "detached",
            _ => "in a state that this release does not know",
        }
    }
}

/// What keeps an object alive, each behind a comma.
fn holders(pins: &[PathBuf], owners: &[OwnerRow]) -> String {
    let pin = |path: &PathBuf| format!(", pinned at {}", Path::display(path));
    let owner = |owner: &OwnerRow| format!(", held by {} ({})", owner.pid, owner.command);
    pins.iter()
        .map(pin)
        .chain(owners.iter().map(owner))
        .collect()
}
