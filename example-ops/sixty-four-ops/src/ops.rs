use struct_ops::prelude::*;

/// As many members as the kernel allows, all of them ops. From Linux 7.2 on the 60th, 61st and
/// 62nd cannot have a program, so none may implement them.
#[struct_ops(trigger = "/proc/sixty_four_trigger")]
pub trait SixtyFourOps {
    fn op_1(&self) -> i32 {
        -1
    }

    fn op_2(&self) -> i32 {
        -1
    }

    fn op_3(&self) -> i32 {
        -1
    }

    fn op_4(&self) -> i32 {
        -1
    }

    fn op_5(&self) -> i32 {
        -1
    }

    fn op_6(&self) -> i32 {
        -1
    }

    fn op_7(&self) -> i32 {
        -1
    }

    fn op_8(&self) -> i32 {
        -1
    }

    fn op_9(&self) -> i32 {
        -1
    }

    fn op_10(&self) -> i32 {
        -1
    }

    fn op_11(&self) -> i32 {
        -1
    }

    fn op_12(&self) -> i32 {
        -1
    }

    fn op_13(&self) -> i32 {
        -1
    }

    fn op_14(&self) -> i32 {
        -1
    }

    fn op_15(&self) -> i32 {
        -1
    }

    fn op_16(&self) -> i32 {
        -1
    }

    fn op_17(&self) -> i32 {
        -1
    }

    fn op_18(&self) -> i32 {
        -1
    }

    fn op_19(&self) -> i32 {
        -1
    }

    fn op_20(&self) -> i32 {
        -1
    }

    fn op_21(&self) -> i32 {
        -1
    }

    fn op_22(&self) -> i32 {
        -1
    }

    fn op_23(&self) -> i32 {
        -1
    }

    fn op_24(&self) -> i32 {
        -1
    }

    fn op_25(&self) -> i32 {
        -1
    }

    fn op_26(&self) -> i32 {
        -1
    }

    fn op_27(&self) -> i32 {
        -1
    }

    fn op_28(&self) -> i32 {
        -1
    }

    fn op_29(&self) -> i32 {
        -1
    }

    fn op_30(&self) -> i32 {
        -1
    }

    fn op_31(&self) -> i32 {
        -1
    }

    fn op_32(&self) -> i32 {
        -1
    }

    fn op_33(&self) -> i32 {
        -1
    }

    fn op_34(&self) -> i32 {
        -1
    }

    fn op_35(&self) -> i32 {
        -1
    }

    fn op_36(&self) -> i32 {
        -1
    }

    fn op_37(&self) -> i32 {
        -1
    }

    fn op_38(&self) -> i32 {
        -1
    }

    fn op_39(&self) -> i32 {
        -1
    }

    fn op_40(&self) -> i32 {
        -1
    }

    fn op_41(&self) -> i32 {
        -1
    }

    fn op_42(&self) -> i32 {
        -1
    }

    fn op_43(&self) -> i32 {
        -1
    }

    fn op_44(&self) -> i32 {
        -1
    }

    fn op_45(&self) -> i32 {
        -1
    }

    fn op_46(&self) -> i32 {
        -1
    }

    fn op_47(&self) -> i32 {
        -1
    }

    fn op_48(&self) -> i32 {
        -1
    }

    fn op_49(&self) -> i32 {
        -1
    }

    fn op_50(&self) -> i32 {
        -1
    }

    fn op_51(&self) -> i32 {
        -1
    }

    fn op_52(&self) -> i32 {
        -1
    }

    fn op_53(&self) -> i32 {
        -1
    }

    fn op_54(&self) -> i32 {
        -1
    }

    fn op_55(&self) -> i32 {
        -1
    }

    fn op_56(&self) -> i32 {
        -1
    }

    fn op_57(&self) -> i32 {
        -1
    }

    fn op_58(&self) -> i32 {
        -1
    }

    fn op_59(&self) -> i32 {
        -1
    }

    #[unsupported]
    fn op_60(&self) {}

    #[unsupported]
    fn op_61(&self) {}

    #[unsupported]
    fn op_62(&self) {}

    fn op_63(&self) -> i32 {
        -1
    }

    fn op_64(&self) -> i32 {
        -1
    }
}
