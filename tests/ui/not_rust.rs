#[struct_ops]
pub trait BrokenOps {
    fn open(&self) -> i32 { 0
}
