//! What only a trait says of a type: BTF has no place for it.

use struct_ops::Descriptor;
use struct_ops::descriptor::CType;
use structops_model::{
    Accepts, Arg, Data, Event, Helpers, Instances, Kfunc, KfuncArg, Links, Module, Op, Presence,
    Protect, Setting, StructOps, Type, Value,
};

use crate::describe;

/// The facts of a type.
#[derive(Debug)]
pub struct Facts {
    /// Whether the kernel or a module has it already, perhaps with more members.
    pub is_existing: bool,
    /// What its options say of instances.
    pub options: OptionFacts,
    /// Its ops, in order.
    pub ops: Vec<OpFacts>,
    /// Its data members, in order, without the core's `owner`.
    pub data: Vec<DataFacts>,
    /// Constants of the module, by name.
    pub consts: Vec<(String, i128)>,
    /// Fields that programs may assign, as `(tag, field)`.
    pub writable: Vec<(String, String)>,
    /// Functions of the module that programs may call.
    pub kfuncs: Vec<KfuncFacts>,
    /// The structs and enums that these lead to.
    pub of_kfuncs: Descriptor,
}

/// What the options of a type say of its instances.
///
/// The others are no concern of programs: `license`, `author`, `description`, `version` and
/// `kernel` are of the module, `module` and `existing` say where it is (libbpf looks for a type
/// everywhere), `export` and `trigger` are for callers, `busy` is the errno of what is refused
/// anyway, `flavor` is no part of the tag, and what the C of `hooks` does no trait says.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, compared on its own"
)]
#[derive(Debug)]
pub struct OptionFacts {
    /// Whether an instance must be held by a link.
    pub needs_link: bool,
    /// Whether there may be several.
    pub is_many: bool,
    /// Whether one may take the place of another.
    pub is_replaceable: bool,
    /// Whether programs may call the helpers of `bpf_base_func_proto`.
    pub has_helpers: bool,
    /// Whether a mutex lets one call run at a time.
    pub is_serial: bool,
    /// Of each list, an instance must implement one.
    pub one_of: Vec<Vec<String>>,
}

/// What a trait says of an op.
#[derive(Debug)]
pub struct OpFacts {
    /// The C name.
    pub name: String,
    /// Whether programs may implement it.
    pub is_supported: bool,
    /// Whether an instance must implement it.
    pub is_required: bool,
    /// Whether its programs may sleep.
    pub is_sleepable: bool,
    /// For each of its arguments that is a buffer, which one it is and which one has its length.
    pub buffers: Vec<(usize, usize)>,
    /// What it gives where an instance leaves it out.
    pub fallback: Option<String>,
    /// The event on which it runs, if the subsystem does not call it.
    pub event: Option<Event>,
}

/// What a trait says of a data member.
#[derive(Debug)]
pub struct DataFacts {
    /// The C name.
    pub name: String,
    /// Whether it is the kernel's own: programs leave it zero.
    pub is_private: bool,
    /// Whether whoever attaches must set it.
    pub is_required: bool,
    /// Whether instances are told apart by it.
    pub is_key: bool,
    /// The values that the module accepts.
    pub accepts: Accepts,
    /// What zero stands for.
    pub zero_means: Option<Value>,
}

/// What a trait says of a kfunc.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, compared on its own"
)]
#[derive(Debug)]
pub struct KfuncFacts {
    /// The C function.
    pub name: String,
    /// Its declaration.
    pub text: String,
    /// What its arguments are called.
    pub names: Vec<String>,
    /// Its arguments, and how the verifier treats each.
    pub args: Vec<(CType, String)>,
    /// Its result.
    pub result: CType,
    /// How the verifier treats the result.
    pub treatment: String,
    /// As of an op.
    pub buffers: Vec<(usize, usize)>,
    /// Which arguments may be NULL.
    pub takes_null: Vec<bool>,
    /// Whether it may give NULL.
    pub gives_null: bool,
    /// Whether it may sleep.
    pub is_sleepable: bool,
    /// Whether callers need `CAP_SYS_BOOT`.
    pub is_destructive: bool,
    /// Whether it takes pointers that only RCU protects.
    pub is_rcu: bool,
    /// Which programs may call it.
    pub programs: Vec<&'static str>,
}

impl Facts {
    pub(super) fn of(ty: &StructOps, module: &Module) -> Self {
        let reached = module.reach(ty);
        let structs = module.structs.iter();
        let writable = structs
            .filter(|item| reached.contains(&&item.named))
            .flat_map(|item| {
                let fields = item.fields.iter();
                let is_writable = fields.filter(|field| item.writable.contains(&field.ident));
                is_writable.map(|field| (item.named.tag.clone(), field.name.clone()))
            })
            .collect();
        let consts = module.consts.iter();
        let consts = consts.map(|item| (item.name.clone(), item.value));
        Self {
            is_existing: ty.is_existing(),
            options: of_options(ty),
            ops: ty.ops().map(of_op).collect(),
            data: ty
                .data()
                .filter(|data| !matches!(data.setting, Setting::Owner))
                .map(of_data)
                .collect(),
            consts: consts.collect(),
            writable,
            kfuncs: module.kfuncs.iter().map(of_kfunc).collect(),
            of_kfuncs: describe::of_kfuncs(module),
        }
    }
}

fn of_options(ty: &StructOps) -> OptionFacts {
    let options = &ty.options;
    let lists = options.requires.iter().map(|list| {
        let of_list = ty.ops().filter(|op| list.contains(&op.ident));
        of_list.map(|op| op.name.clone()).collect()
    });
    OptionFacts {
        needs_link: options.links == Links::Required,
        is_many: options.instances == Instances::Many,
        is_replaceable: options.update.unwrap_or(true),
        has_helpers: options.helpers == Helpers::Base,
        is_serial: options.protect == Some(Protect::Mutex),
        one_of: lists.collect(),
    }
}

fn of_op(op: &Op) -> OpFacts {
    OpFacts {
        name: op.name.clone(),
        is_supported: op.is_supported(),
        is_required: matches!(op.presence, Presence::Required(_)),
        is_sleepable: op.is_sleepable,
        buffers: buffers(&op.args.iter().collect::<Vec<_>>()),
        fallback: match &op.presence {
            Presence::Optional(value) if op.event.is_none() => meaning(value, &op.args),
            _ => None,
        },
        event: op.event,
    }
}

fn buffers(args: &[&Arg]) -> Vec<(usize, usize)> {
    let of_buffer = |(index, arg): (usize, &&Arg)| {
        let buffer = arg.buffer.as_ref()?;
        let length = args.iter().position(|other| other.ident == buffer.len)?;
        Some((index, length))
    };
    args.iter().enumerate().filter_map(of_buffer).collect()
}

/// A fallback in words that do not depend on names; `None` of an op without a result.
fn meaning(value: &Value, args: &[Arg]) -> Option<String> {
    let text = match value {
        Value::Unit => return None,
        Value::Int(number) | Value::Named { value: number, .. } => number.to_string(),
        Value::Bool(truth) => i32::from(*truth).to_string(),
        Value::Errno(errno) => errno.clone(),
        Value::Arg(name) => {
            let index = args.iter().position(|arg| arg.name == *name);
            format!("argument {}", index.map_or(0, |index| index + 1))
        }
        other => format!("{other:?}"),
    };
    Some(text)
}

fn of_data(data: &Data) -> DataFacts {
    DataFacts {
        name: data.name.clone(),
        is_private: matches!(data.setting, Setting::Private),
        is_key: data.is_key,
        is_required: matches!(data.setting, Setting::Required),
        accepts: data.accepts.clone(),
        zero_means: data.zero_means.clone(),
    }
}

fn of_kfunc(kfunc: &Kfunc) -> KfuncFacts {
    let result = of_type(&kfunc.result);
    let of_arg = |arg: &KfuncArg| {
        let mark = format!("{:?}", arg.mark);
        (of_type(&arg.arg.ty), treatment(&arg.arg.ty, &mark))
    };
    let args: Vec<(CType, String)> = kfunc.args.iter().map(of_arg).collect();
    let declared = kfunc.args.iter().zip(&args);
    let declared: Vec<String> = declared
        .map(|(arg, (ty, _))| ty.declare(&arg.arg.name))
        .collect();
    let declared = if declared.is_empty() {
        "void".to_owned()
    } else {
        declared.join(", ")
    };
    KfuncFacts {
        name: kfunc.name.clone(),
        text: format!("{}({declared})", result.declare(&kfunc.name)),
        names: kfunc.args.iter().map(|arg| arg.arg.name.clone()).collect(),
        args,
        treatment: treatment(&kfunc.result, &format!("{:?}", kfunc.step)),
        buffers: buffers(&kfunc.args.iter().map(|arg| &arg.arg).collect::<Vec<_>>()),
        takes_null: kfunc.args.iter().map(takes_null).collect(),
        gives_null: kfunc.result.is_nullable(),
        result,
        is_sleepable: kfunc.is_sleepable,
        is_destructive: kfunc.is_destructive,
        is_rcu: kfunc.is_rcu,
        programs: kfunc.programs.iter().map(|row| row.name).collect(),
    }
}

fn of_type(ty: &Type) -> CType {
    describe::ctype(&ty.shape())
}

fn takes_null(arg: &KfuncArg) -> bool {
    arg.arg.ty.is_nullable()
}

/// References that change hands, constant strings, steps of an iterator: to the verifier another
/// argument, or another result.
fn treatment(ty: &Type, mark: &str) -> String {
    let owned = matches!(ty, Type::Owned { .. });
    format!("{mark} {owned}")
}
