use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    const LIMIT: u32 = u32::from(1_u8);

    fn statements(&self) -> i32 {
        let a = 1;
        a
    }

    fn empty(&self) -> i32 {}

    fn unit(&self) {
        println!("called");
    }

    fn returns(&self) -> i32 {
        return 0;
    }

    fn call(&self) -> i32 {
        i32::default()
    }

    fn branch(&self, a: bool) -> i32 {
        if a { 1 } else { 0 }
    }

    fn overflow(&self) -> i64 {
        1 << 200
    }

    #[idle(1 + true)]
    fn idle(&self) -> u32;
}

fn main() {}
