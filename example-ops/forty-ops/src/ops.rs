use struct_ops::prelude::*;

/// Many ops: the entry code that the kernel writes for each of them fills more than a page.
#[struct_ops(trigger = "/proc/forty_trigger")]
pub trait FortyOps {
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
}
