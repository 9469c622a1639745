//! How instances come, go and are kept: options, and the members that belong to them.

use fastrand::Rng;

use super::words;

/// What the functions of a type itself are called.
pub(super) const OF_TYPES: &[&str] = &[
    "attached",
    "detach",
    "is_attached",
    "instance",
    "get",
    "hold",
    "put",
    "lock",
    "unlock",
    "next",
    "for_each",
];

/// What a type says of itself, as far as its members follow from it.
pub(super) struct TypeOptions {
    pub(super) list: Vec<String>,
    pub(super) has_trigger: bool,
    pub(super) is_many: bool,
}

impl TypeOptions {
    pub(super) fn new(rng: &mut Rng, stem: &str) -> Self {
        let mut list = Vec::new();
        let export = (rng.u8(..3) == 0).then(|| rng.bool());
        if rng.u8(..3) == 0 {
            // What others may call has 400 characters, and an op some 300.
            let most = if export == Some(true) { 70 } else { 112 };
            let name = words::stretched(rng, &format!("{stem}_t"), most);
            list.push(format!("name = \"{name}\""));
        }
        let update = (rng.u8(..3) == 0).then(|| rng.bool());
        list.extend(update.map(|update| format!("update = {update}")));
        list.extend(export.map(|export| format!("export = {export}")));
        if rng.u8(..3) == 0 {
            let links = if rng.bool() { "optional" } else { "required" };
            list.push(format!("links = \"{links}\""));
        }
        let has_trigger = rng.bool();
        if has_trigger {
            let name = words::stretched(rng, &format!("{stem}-f.le"), 255);
            list.push(format!("trigger = \"/proc/{name}\""));
        }
        let is_many = rng.u8(..3) == 0;
        list.extend(behaviours(rng, is_many, update != Some(false)));
        Self {
            list,
            has_trigger,
            is_many,
        }
    }
}

/// How instances are kept, and what C of the user's is called.
fn behaviours(rng: &mut Rng, is_many: bool, may_update: bool) -> Vec<String> {
    let mut list = Vec::new();
    if is_many {
        list.push("instances = \"many\"".to_owned());
    } else if rng.u8(..4) == 0 {
        list.push("busy = \"EBUSY\"".to_owned());
    }
    match rng.u8(..6) {
        0 => list.push("protect = \"srcu\"".to_owned()),
        1 => list.push("protect = \"mutex\"".to_owned()),
        _ => {}
    }
    let mut hooks = vec!["reg", "unreg", "validate", "init_member"];
    hooks.extend(may_update.then_some("update"));
    if rng.u8(..8) == 0 {
        list.push("helpers = \"none\"".to_owned());
    } else {
        hooks.push("func_proto");
    }
    if rng.u8(..3) == 0 {
        hooks.retain(|_| rng.bool());
        if !hooks.is_empty() {
            list.push(format!("hooks({})", hooks.join(", ")));
        }
    }
    list
}

/// A key, and ops that run when an instance comes and goes.
pub(super) fn push_members(rng: &mut Rng, options: &TypeOptions, members: &mut Vec<String>) {
    if options.is_many && rng.bool() {
        let key = if rng.bool() { "[c_char; 8]" } else { "u64" };
        let member = format!("    /// Says which.\n    #[key]\n    const KEY_X: {key};\n");
        members.push(member);
    }
    if options.list.iter().any(|one| one.contains("init_member")) {
        members.push("    /// For the hook.\n    const DATA_X: u32 = 0;\n".to_owned());
    }
    for (event, result, body) in [
        ("attach", " -> i32", "{ 0 }"),
        ("attach", "", "{}"),
        ("detach", "", "{}"),
    ] {
        let is_twice = members.iter().any(|one| one.contains(event));
        if !is_twice && rng.u8(..4) == 0 {
            let body = if rng.bool() { body } else { ";" };
            members.push(format!(
                "    /// Runs by itself.\n    #[on({event})]\n    fn x_{event}_x(&self){result} {body}\n"
            ));
        }
    }
}
