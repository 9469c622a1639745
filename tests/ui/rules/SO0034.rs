use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    const AUTO: u32;

    fn int(&self);

    fn linux(&self);

    fn current(&self);

    fn attached(&self);

    fn detach(&self, register: u32, size_t: u32, plain: u32, #[name("NULL")] null: u32);

    #[name("goto")]
    fn go(&self);
}

#[struct_ops(name = "struct", module = "keywords")]
pub trait KeywordOps {
    fn play(&self);
}

#[struct_ops(name = "loop", module = "rust")]
pub trait RustOps {
    fn play(&self);
}

#[struct_ops(name = "structops", module = "files")]
pub trait FileOps {
    fn play(&self);
}

#[struct_ops(module = "shared")]
pub trait SharedStructops {
    fn play(&self);
}

#[struct_ops(module = "other")]
pub trait OtherTypes {
    fn play(&self);
}

#[struct_ops(module = "keyword")]
pub trait Match {
    fn play(&self);
}

#[struct_ops]
pub trait ThermalOps {
    fn play(&self);
}

#[struct_ops(module = "workqueue")]
pub trait QueueOps {
    fn play(&self);
}

fn main() {}
