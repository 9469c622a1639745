//! Attaches an instance of any object file: `attach_object FILE MAP TYPE [MODULE]`.
//!
//! A crate with a trait has the descriptor from `#[struct_ops]` and a skeleton from
//! libbpf-cargo instead, and calls `check`, `load` and `attach` with the type.

use std::env;
use std::error::Error;
use std::io;

use libbpf_rs::MapCore;
use struct_ops::{Descriptor, Links};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let (Some(file), Some(map), Some(name)) = (args.next(), args.next(), args.next()) else {
        return Err("usage: attach_object FILE MAP TYPE [MODULE]".into());
    };
    let module = args.next().map(Into::into);
    let descriptor = Descriptor::named(name, module, Links::Required);

    let registration = struct_ops::check_as(&descriptor)?;
    println!("{} is registered by {registration:?}", descriptor.name);

    let mut object = struct_ops::load_object(struct_ops::open_file(file)?)?;
    let mut instance = object
        .maps_mut()
        .find(|candidate| candidate.name() == map.as_str())
        .ok_or("the object has no such map")?;
    let attachment = struct_ops::attach_as(&descriptor, &mut instance)?;

    println!("attached; press Enter to detach");
    io::stdin().read_line(&mut String::new())?;
    attachment.detach()?;
    Ok(())
}
