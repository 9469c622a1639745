use struct_ops::prelude::*;

#[struct_ops]
pub trait LongOps {
    fn op_0(&self);
    fn op_1(&self);
    fn op_2(&self);
    fn op_3(&self);
    fn op_4(&self);
    fn op_5(&self);
    fn op_6(&self);
    fn op_7(&self);
    fn op_8(&self);
    fn op_9(&self);
    fn op_10(&self);
    fn op_11(&self);
    fn op_12(&self);
    fn op_13(&self);
    fn op_14(&self);
    fn op_15(&self);
    fn op_16(&self);
    fn op_17(&self);
    fn op_18(&self);
    fn op_19(&self);
    fn op_20(&self);
    fn op_21(&self);
    fn op_22(&self);
    fn op_23(&self);
    fn op_24(&self);
    fn op_25(&self);
    fn op_26(&self);
    fn op_27(&self);
    fn op_28(&self);
    fn op_29(&self);
    fn op_30(&self);
    fn op_31(&self);
    fn op_32(&self);
    fn op_33(&self);
    fn op_34(&self);
    fn op_35(&self);
    fn op_36(&self);
    fn op_37(&self);
    fn op_38(&self);
    fn op_39(&self);
    fn op_40(&self);
    fn op_41(&self);
    fn op_42(&self);
    fn op_43(&self);
    fn op_44(&self);
    fn op_45(&self);
    fn op_46(&self);
    fn op_47(&self);
    fn op_48(&self);
    fn op_49(&self);
    fn op_50(&self);
    fn op_51(&self);
    fn op_52(&self);
    fn op_53(&self);
    fn op_54(&self);
    fn op_55(&self);
    fn op_56(&self);
    fn op_57(&self);
    fn op_58(&self);
    fn op_59(&self);
    fn op_60(&self);

    #[unsupported]
    fn op_61(&self);

    fn op_62(&self);
}

fn main() {}
