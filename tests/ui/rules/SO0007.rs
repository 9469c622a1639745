use struct_ops::prelude::*;

#[struct_ops(name = 1, module = true, license, author("me"), description = 'x', version = 1.0)]
pub trait StringOps {
    fn play(&self) -> i32;
}

#[struct_ops(trigger = 1, kernel = "new", links = "maybe", update = 1, export)]
pub trait OtherOps {
    fn play(&self) -> i32;
}

#[struct_ops(kernel = "7.3..6.12", links = true, requires(play))]
pub trait RangeOps {
    fn play(&self) -> i32 {
        0
    }
}

#[struct_ops(kernel = 6.12, requires = "play")]
pub trait ChoiceOps {
    fn play(&self) -> i32 {
        0
    }
}

fn main() {}
