use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    pub struct Track {
        pub id: u32,
        pub speed: f32,
        pub unit: (),
        pub next: &'static Track,
        pub shared: Option<Ref<task_struct>>,
        pub name: String,
        pub length: [u8; 0],
    }

    pub struct Wide {
        pub words: [u64; 3],
    }

    #[repr(u32)]
    pub enum Mode {
        Loop = 0,
    }

    #[ops]
    pub trait PlayerOps {
        const NEXT: &Wide;

        fn play(&self, a: *const Wide, b: *const Mode, c: Wide, d: task_struct, e: &Mode);

        fn by_value(&self) -> Wide;

        fn borrowed(&self) -> &Wide;

        fn counted(&self, a: Option<Mode>, b: Ref<Mode>);
    }
}

fn main() {}
