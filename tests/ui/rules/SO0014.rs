use struct_ops::prelude::*;

#[struct_ops]
pub trait ScalarOps {
    fn floats(&self, a: f32, b: f64);

    fn large(&self, a: i128, b: u128);

    fn rust(&self, a: char, b: String, c: Vec<u8>, d: Box<u32>, e: Option<u32>);

    fn unsized_str(&self, a: str) {}

    fn unsized_slice(&self, a: [u8]) {}

    fn unsized_trait(&self, a: dyn core::fmt::Debug) {}

    fn result(&self) -> Result<u32, u32> {
        Ok(0)
    }

    fn own(&self, a: Self);

    fn slice(&self, a: &[u8], b: &mut [u8], c: &str);

    fn reference(&self, a: &u32, b: &&u32, c: Option<&u32>);

    fn tuple(&self, a: (u32, u32)) {}

    fn array(&self, a: [u8; 4]) {}

    fn array_result(&self) -> [u8; 4];

    fn function(&self, a: fn(u32) -> u32);

    fn never(&self) -> !;

    fn implements(&self, a: impl Copy) {}

    fn path(&self, a: std::time::Duration);

    fn wrapped(&self, a: Option<Vec<u8>>, b: Result<u8, u8>);

    fn void(&self, a: c_void, b: *const *const u8, c: *const ()) {}

    fn counted(&self, a: Ref<u32>);

    fn pointer(&self) -> *const u32;

    fn self_result(&self) -> Self {
        panic!()
    }

    const FLOAT: f64;

    const LENGTH: [u8; 0];

    const UNIT: ();
}

fn main() {}
