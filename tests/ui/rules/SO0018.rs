use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    const NAME: [c_char; 4] = text(c"long");

    const BYTES: [u8; 4] = 0;

    #[zero_means(-1)]
    const LIMIT: u32 = 300;

    const SMALL: u8 = 300;

    fn unit(&self) {
        0
    }

    fn boolean(&self) -> bool {
        1
    }

    fn number(&self) -> i32 {
        true
    }

    fn small(&self) -> i8 {
        300
    }

    fn errno(&self) -> u32 {
        -EINVAL
    }

    fn null(&self) -> i32 {
        None
    }

    fn argument(&self, a: u64) -> i32 {
        a
    }

    #[c_type("gfp_t")]
    fn alias(&self) -> u32 {
        -1
    }

    #[idle(-1)]
    fn idle(&self) -> u32;
}

fn main() {}
