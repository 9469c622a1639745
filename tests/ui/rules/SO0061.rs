use struct_ops::prelude::*;

#[struct_ops]
pub trait SevenOps {
    fn seven(&self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8) {}
}

#[struct_ops]
pub mod player {
    pub struct Track {
        pub id: u32,
    }

    pub union Either {
        pub id: u32,
    }

    #[ops]
    pub trait PlayerOps {
        fn result(&self) -> Option<Ref<Track>>;

        fn argument(&self, track: Ref<Track>);

        fn by_value(&self, either: Either);
    }
}

#[struct_ops(kernel = "6.17..")]
pub mod later {
    pub union Either {
        pub id: u32,
    }

    #[ops]
    pub trait LaterOps {
        fn by_value(&self, either: Either);
    }
}

fn main() {}
