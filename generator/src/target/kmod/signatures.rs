//! The heads of a type's callbacks, each as long as its name makes it.

use serde::Serialize;
use structops_model::StructOps;

use crate::c;

/// The heads of callbacks whose length depends on the type's name.
#[derive(Serialize)]
pub(super) struct SignaturesView {
    check_member: String,
    init_member: String,
    reg: String,
    unreg: String,
    update: String,
    set_link: String,
    publish: String,
    trigger_one: String,
}

pub(super) fn view_signatures(ty: &StructOps) -> SignaturesView {
    let signature = |result: &str, name: &str, parameters: &[&str]| {
        let parameters: Vec<String> = parameters.iter().map(|&text| text.to_owned()).collect();
        c::wrapped(
            &format!("static {result} bpf_{}_{name}(", ty.name),
            &parameters,
            ")",
        )
    };
    let member = [
        "const struct btf_type *t",
        "const struct btf_member *member",
    ];
    let link = "struct bpf_link *link";
    let instance = format!("struct {}_instance *instance", ty.name);
    let ops = format!("struct {} *ops", ty.name);
    SignaturesView {
        check_member: signature(
            "int",
            "check_member",
            &[member[0], member[1], "const struct bpf_prog *prog"],
        ),
        init_member: signature(
            "int",
            "init_member",
            &[member[0], member[1], "void *kdata", "const void *udata"],
        ),
        reg: signature("int", "reg", &["void *kdata", link]),
        unreg: signature("void", "unreg", &["void *kdata", link]),
        update: signature("int", "update", &["void *kdata", "void *old_kdata", link]),
        set_link: signature("void", "set_link", &[&instance, link]),
        publish: signature("void", "publish", &[&instance, &ops]),
        trigger_one: signature(
            "void",
            "trigger_one",
            &[&instance, "const char *message", "size_t message_len"],
        ),
    }
}
