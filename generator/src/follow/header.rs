//! What a header of the tool's tells of an interface, old or new.

use super::code::blank;

/// The ops of a type that programs may implement, in a `<type>.bpf.h`.
pub(super) fn ops(text: &str, type_name: &str) -> Vec<String> {
    let op = |line: &str| {
        let (_, section) = line.split_once("SEC(\"struct_ops")?;
        let (_, member) = section.split_once('/')?;
        let (member, _) = member.split_once('"')?;
        let (tag, op) = member.split_once('.')?;
        (tag == type_name).then(|| op.to_owned())
    };
    text.lines().filter_map(op).collect()
}

/// The data members that an instance may set, in a `<type>.bpf.h`.
pub(super) fn data(text: &str, type_name: &str) -> Vec<String> {
    let text = without_comments(text);
    let head = format!("struct {type_name} {{");
    let Some((_, body)) = text.split_once(&head) else {
        return Vec::new();
    };
    let (body, _) = body.split_once("\n}").unwrap_or((body, ""));
    let member = |declaration: &str| {
        if declaration.contains('(') {
            return None;
        }
        let (name, _) = declaration.split_once('[').unwrap_or((declaration, ""));
        last_word(name)
    };
    body.split(';').filter_map(member).collect()
}

/// The kfuncs of a module, in a `<module>_kfuncs.h`.
pub(super) fn kfuncs(text: &str) -> Vec<String> {
    let text = without_comments(text);
    let name = |declaration: &str| {
        let (_, prototype) = declaration.split_once("__bpf_kfunc ")?;
        let (head, _) = prototype.split_once('(')?;
        last_word(head)
    };
    text.split(';').filter_map(name).collect()
}

/// The hooks of a type, in a `<type>.h`, by their words.
pub(super) fn hooks(text: &str, type_name: &str) -> Vec<String> {
    let text = without_comments(text);
    let function = hook(type_name, "");
    let word = |rest: &str| {
        let (word, _) = rest.split_once('(')?;
        let is_word = word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        is_word.then(|| word.to_owned())
    };
    text.split(&function).skip(1).filter_map(word).collect()
}

/// The C function of a hook.
pub(super) fn hook(type_name: &str, word: &str) -> String {
    format!("{type_name}_hook_{word}")
}

fn without_comments(text: &str) -> String {
    super::text_of(&blank(text.as_bytes()))
}

fn last_word(text: &str) -> Option<String> {
    let text = text.trim_end();
    let is_other = |c: char| !c.is_alphanumeric() && c != '_';
    let word = text.rsplit(is_other).next()?;
    (!word.is_empty()).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_tells_its_members() {
        let text = "struct player_ops {\n\tchar name[16];\n\tu32 volume;\n\
            \tint (*play)(struct player_track *track,\n\t\t    u32 at);\n\tvoid (*old)(void);\n};\n\
            #define PLAYER_OPS_PLAY(fn, ...) \\\n\
            \tSEC(\"struct_ops.s/player_ops.play\") int fn(unsigned long long *ctx) \\\n";
        assert_eq!(data(text, "player_ops"), ["name", "volume"]);
        assert_eq!(ops(text, "player_ops"), ["play"]);
        assert_eq!(ops(text, "player"), [""; 0]);
    }

    #[test]
    fn a_header_tells_its_kfuncs_and_hooks() {
        let text = "/* a __bpf_kfunc thing(void); ops_hook_reg() */\n\
            __bpf_kfunc struct x *x_get(u32 id);\n__bpf_kfunc void\nx_put(struct x *x);\n\
            int ops_hook_update(struct ops *ops,\n\t\t    struct ops *old_ops);\n";
        assert_eq!(kfuncs(text), ["x_get", "x_put"]);
        assert_eq!(hooks(text, "ops"), ["update"]);
    }
}
