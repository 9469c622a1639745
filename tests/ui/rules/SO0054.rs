use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    pub enum None {
        Loop,
    }

    #[repr(u8)]
    pub enum Small {
        Loop = 0,
    }

    #[kernel]
    #[repr(C)]
    pub enum dma_data_direction {
        DMA_BIDIRECTIONAL = 0,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
