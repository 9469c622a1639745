use struct_ops::prelude::*;

#[struct_ops(trigger = "/proc/player_trigger")]
pub trait PlayerOps {
    #[trigger(300, true, 1, -1)]
    fn numbers(&self, a: u8, b: i32, c: bool, d: u32);

    #[trigger(message, message_len, message)]
    fn message(&self, a: u32, b: *const u8, c: *const u64);

    #[trigger(none, 5, current, zeroed)]
    fn others(&self, a: u32, b: *const u8, c: *const c_void, d: u32);

    #[trigger(300)]
    fn alias(&self, #[c_type("umode_t")] a: u8);
}

fn main() {}
