use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    const PLAY: u32;

    fn play(&self);

    fn stop(&self);

    #[name("stop")]
    fn end(&self);

    fn seek(&self, to: u32, #[name("to")] from: u32);
}

#[struct_ops]
pub mod player {
    pub const MAX: u32 = 1;

    #[name("PLAYER_MAX")]
    pub const MOST: u32 = 2;

    pub struct Track {
        pub id: u32,
        #[name("id")]
        pub number: u32,
    }

    #[name("player_track")]
    pub struct Song {
        pub id: u32,
    }

    #[repr(u32)]
    pub enum Mode {
        Loop = 0,
        #[name("PLAYER_MODE_LOOP")]
        Again = 1,
    }

    #[name("player_module_ops")]
    #[repr(u32)]
    pub enum Shape {
        Round = 0,
    }

    #[ops(name = "player_module_ops")]
    pub trait ModuleOps {
        fn play(&self);
    }
}

fn main() {}
