use struct_ops::prelude::*;

#[struct_ops]
pub mod shapes {
    pub struct Point {
        pub x: i32,
        pub y: i32,
    }

    pub struct Span {
        pub from: u64,
        pub len: u16,
        pub open: bool,
    }

    pub union Word {
        pub number: u64,
        pub bytes: [u8; 8],
    }

    #[ops(trigger = "/proc/shapes_trigger")]
    pub trait ShapesOps {
        #[trigger(1, Point { x: -7, y: 9 }, 2, Span { from: 4294967297, len: 65535, open: true }, 3)]
        fn mixed(&self, first: u32, point: Point, second: u8, span: Span, third: i64) -> i64 {
            -1
        }

        #[trigger(Word { bytes: [1, 2, 0, 0, 0, 0, 0, 0] }, none)]
        fn word(&self, word: &Word, maybe: Option<&Word>) -> u64 {
            0
        }
    }
}
