use struct_ops::prelude::*;

#[struct_ops(trigger = "/sys/x")]
pub trait ElsewhereOps {
    fn play(&self);
}

#[struct_ops(trigger = "/proc/")]
pub trait EmptyOps {
    fn play(&self);
}

#[struct_ops(trigger = "/proc/.hidden")]
pub trait HiddenOps {
    fn play(&self);
}

#[struct_ops(trigger = "/proc/a/b")]
pub trait FolderOps {
    fn play(&self);
}

#[struct_ops(trigger = "/proc/123")]
pub trait DigitOps {
    fn play(&self);
}

#[struct_ops(trigger = "/proc/with space")]
pub trait SpaceOps {
    fn play(&self);
}

#[struct_ops(trigger = "/proc/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
pub trait LongOps {
    fn play(&self);
}

fn main() {}
