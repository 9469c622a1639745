use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    async fn asynchronous(&self) -> i32;

    const fn constant(&self) -> i32;

    unsafe fn dangerous(&self) -> i32;

    extern "C" fn foreign(&self) -> i32;

    fn generic<T>(&self, value: T) -> i32;

    fn bounded(&self) -> i32
    where
        u32: Copy;

    fn variadic(&self, first: i32, ...);

    async fn with_body(&self) -> i32 {
        0
    }

    const fn constant_with_body(&self) -> i32 {
        0
    }
}

fn main() {}
