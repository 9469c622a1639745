//! What only a trait says of a type: BTF has no place for it.

use struct_ops::descriptor::CType;
use structops_model::{
    Accepts, Data, Kfunc, Module, Op, Presence, Setting, StructOps, Type, Value,
};

use crate::describe;

/// The facts of a type.
#[derive(Debug)]
pub struct Facts {
    /// Its ops, in order.
    pub ops: Vec<OpFacts>,
    /// Its data members that programs may set, in order.
    pub data: Vec<DataFacts>,
    /// Fields that programs may assign, as `(tag, field)`.
    pub writable: Vec<(String, String)>,
    /// Functions of the module that programs may call.
    pub kfuncs: Vec<KfuncFacts>,
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
}

/// What a trait says of a data member.
#[derive(Debug)]
pub struct DataFacts {
    /// The C name.
    pub name: String,
    /// Whether whoever attaches must set it.
    pub is_required: bool,
    /// The values that the module accepts.
    pub accepts: Accepts,
    /// What zero stands for.
    pub zero_means: Option<Value>,
}

/// What a trait says of a kfunc.
#[derive(Debug)]
pub struct KfuncFacts {
    /// The C function.
    pub name: String,
    /// Its declaration.
    pub text: String,
    /// Its arguments, and how the verifier treats each.
    pub args: Vec<(CType, String)>,
    /// Its result.
    pub result: CType,
    /// Whether it may sleep.
    pub is_sleepable: bool,
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
        Self {
            ops: ty.ops().map(of_op).collect(),
            data: ty
                .data()
                .filter(|data| is_settable(data))
                .map(of_data)
                .collect(),
            writable,
            kfuncs: module.kfuncs.iter().map(of_kfunc).collect(),
        }
    }
}

fn is_settable(data: &Data) -> bool {
    matches!(data.setting, Setting::Required | Setting::Default(_))
}

fn of_op(op: &Op) -> OpFacts {
    OpFacts {
        name: op.name.clone(),
        is_supported: op.is_supported(),
        is_required: matches!(op.presence, Presence::Required(_)),
        is_sleepable: op.is_sleepable,
    }
}

fn of_data(data: &Data) -> DataFacts {
    DataFacts {
        name: data.name.clone(),
        is_required: matches!(data.setting, Setting::Required),
        accepts: data.accepts.clone(),
        zero_means: data.zero_means.clone(),
    }
}

fn of_kfunc(kfunc: &Kfunc) -> KfuncFacts {
    let result = of_type(&kfunc.result);
    let args: Vec<(CType, String)> = kfunc
        .args
        .iter()
        .map(|arg| {
            (
                of_type(&arg.arg.ty),
                treatment(&arg.arg.ty, &format!("{:?}", arg.mark)),
            )
        })
        .collect();
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
        args,
        result,
        is_sleepable: kfunc.is_sleepable,
    }
}

fn of_type(ty: &Type) -> CType {
    describe::ctype(&ty.shape())
}

/// References that change hands, NULL, constant strings: to the verifier another argument.
fn treatment(ty: &Type, mark: &str) -> String {
    let owned = matches!(ty, Type::Owned { .. });
    format!("{mark} {owned} {}", ty.is_nullable())
}
