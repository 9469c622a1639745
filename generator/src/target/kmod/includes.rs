//! The kernel's headers that `<type>.c` includes.

use structops_model::{Module, Protect, StructOps};

use super::instance::{is_many, protect};
use crate::target::items::{aliases, headers};

/// When the file needs a header.
type Need = fn(&StructOps) -> bool;

/// What the template itself calls.
const INCLUDES: &[(&str, Need)] = &[
    ("linux/bpf.h", always),
    ("linux/bpf_verifier.h", always),
    ("linux/btf.h", always),
    ("linux/build_bug.h", |ty| !aliases(ty).is_empty()),
    ("linux/err.h", always),
    ("linux/errno.h", always),
    ("linux/export.h", |ty| ty.options.export.unwrap_or(false)),
    ("linux/init.h", always),
    ("linux/jump_label.h", always),
    ("linux/kernel.h", always),
    ("linux/module.h", always),
    ("linux/mutex.h", always),
    ("linux/namei.h", has_trigger),
    ("linux/path.h", has_trigger),
    ("linux/printk.h", always),
    ("linux/proc_fs.h", has_trigger),
    ("linux/rculist.h", is_many),
    ("linux/rcupdate.h", always),
    ("linux/refcount.h", is_many),
    ("linux/slab.h", |ty| has_trigger(ty) || is_many(ty)),
    ("linux/spinlock.h", always),
    ("linux/srcu.h", |ty| protect(ty) == Protect::Srcu),
    ("linux/string.h", always),
    ("linux/types.h", always),
    ("linux/workqueue.h", always),
];

/// All headers in order, those of `linux/` first, each once.
pub(super) fn includes(ty: &StructOps, module: &Module) -> Vec<String> {
    let of_template = INCLUDES
        .iter()
        .filter(|(_, is_needed)| is_needed(ty))
        .map(|(header, _)| (*header).to_owned());
    let mut list: Vec<String> = of_template.chain(headers(module)).collect();
    list.sort_by_key(|header| (!header.starts_with("linux/"), header.clone()));
    list.dedup();
    list
}

fn always(_: &StructOps) -> bool {
    true
}

fn has_trigger(ty: &StructOps) -> bool {
    ty.options.trigger.is_some()
}
