use struct_ops::prelude::*;

#[struct_ops]
pub trait TypeOps {
    type Track;

    fn play(&self) -> i32;
}

#[struct_ops]
pub trait MacroOps {
    more_ops!();

    fn play(&self) -> i32;
}

#[struct_ops]
pub trait GenericOps<T> {
    fn play(&self) -> i32;
}

#[struct_ops]
pub trait WhereOps
where
    u32: Copy,
{
    fn play(&self) -> i32;
}

#[struct_ops]
pub trait SuperOps: Copy {
    fn play(&self) -> i32;
}

#[struct_ops]
pub unsafe trait UnsafeOps {
    fn play(&self) -> i32;
}

fn main() {}
