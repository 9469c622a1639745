//! Changing an instance by the constants of its type, so that the compiler compares members
//! and values with the trait.

use std::ffi::c_char;
use std::marker::PhantomData;

use libbpf_rs::OpenObject;

use super::map::compare;
use super::shadow::{Shadow, shadow};
use crate::descriptor::{Base, Descriptor, Difference, Member, MemberKind, StructOps, differences};
use crate::error::Error;
use crate::handle::{DataMember, MemberValue, OpMember};

/// An instance of `T` in an open object, to be changed before it is loaded.
///
/// A value of another type than the trait's does not compile:
///
/// ```no_run
/// # use struct_ops::prelude::*;
/// # #[struct_ops]
/// # trait PlayerOps { const VOLUME: u32; fn play(&self); }
/// # fn set(open: &mut libbpf_rs::OpenObject) -> Result<(), struct_ops::Error> {
/// struct_ops::shadow_of::<player_ops>(open, "player")?.set(player_ops::VOLUME, 80)?;
/// # Ok(())
/// # }
/// ```
/// ```compile_fail,E0277
/// # use struct_ops::prelude::*;
/// # #[struct_ops]
/// # trait PlayerOps { const VOLUME: u32; fn play(&self); }
/// # fn set(open: &mut libbpf_rs::OpenObject) -> Result<(), struct_ops::Error> {
/// struct_ops::shadow_of::<player_ops>(open, "player")?.set(player_ops::VOLUME, 80_u64)?;
/// # Ok(())
/// # }
/// ```
///
/// Neither does a member of another type, or a data member in the place of an op:
///
/// ```compile_fail,E0308
/// # use struct_ops::prelude::*;
/// # #[struct_ops]
/// # trait PlayerOps { const VOLUME: u32; fn play(&self); }
/// # #[struct_ops]
/// # trait LampOps { const VOLUME: u32; fn shine(&self); }
/// # fn set(open: &mut libbpf_rs::OpenObject) -> Result<(), struct_ops::Error> {
/// struct_ops::shadow_of::<player_ops>(open, "player")?.set(lamp_ops::VOLUME, 80)?;
/// # Ok(())
/// # }
/// ```
/// ```compile_fail,E0308
/// # use struct_ops::prelude::*;
/// # #[struct_ops]
/// # trait PlayerOps { const VOLUME: u32; fn play(&self); }
/// # fn set(open: &mut libbpf_rs::OpenObject) -> Result<(), struct_ops::Error> {
/// struct_ops::shadow_of::<player_ops>(open, "player")?.program(player_ops::VOLUME, None)?;
/// # Ok(())
/// # }
/// ```
pub struct ShadowOf<'a, T> {
    shadow: Shadow<'a>,
    /// Where trait and object disagree.
    differences: Vec<Difference>,
    of: PhantomData<fn() -> T>,
}

/// What a data member of type `V` can be set to: a `V`, and a text by a `&str`.
///
/// ```no_run
/// use struct_ops::prelude::*;
///
/// #[struct_ops]
/// trait PlayerOps {
///     const NAME: [c_char; 16];
///     fn play(&self, track: u32) -> i32;
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut open = struct_ops::open_file("player.bpf.o")?;
/// let mut shadow = struct_ops::shadow_of::<player_ops>(&mut open, "player")?;
/// shadow.set(player_ops::NAME, "loud")?;
/// shadow.set(player_ops::NAME, text(c"loud"))?;
/// # Ok(())
/// # }
/// ```
pub trait IntoMember<V> {
    /// Sets the member of that name.
    ///
    /// # Errors
    ///
    /// Those of [`ShadowOf::set`].
    fn set_member(self, shadow: &mut Shadow<'_>, member: &str) -> Result<(), Error>;
}

impl<V: MemberValue> IntoMember<V> for V {
    fn set_member(self, shadow: &mut Shadow<'_>, member: &str) -> Result<(), Error> {
        shadow.set_bytes(member, &self.to_bytes()).map(drop)
    }
}

impl<const N: usize> IntoMember<[c_char; N]> for &str {
    fn set_member(self, shadow: &mut Shadow<'_>, member: &str) -> Result<(), Error> {
        shadow.set_text(member, self).map(drop)
    }
}

/// The instance of `T` in a map of that name; a skeleton gives the object by
/// `open_object_mut`. [`shadow`] is the same for members that are known by name only.
///
/// ```no_run
/// use struct_ops::prelude::*;
///
/// #[struct_ops]
/// mod player {
///     #[repr(u32)]
///     pub enum Mode {
///         Loop = 0,
///         Shuffle = 1,
///     }
///
///     #[ops]
///     pub trait PlayerOps {
///         const NAME: [c_char; 16];
///         const VOLUME: u32 = 50;
///         const MODE: Mode = Mode::Loop;
///         fn seek(&self, position: u64) -> i32 {
///             -EOPNOTSUPP
///         }
///     }
/// }
/// use player::{Mode, player_ops};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut open = struct_ops::open_file("player.bpf.o")?;
/// struct_ops::shadow_of::<player_ops>(&mut open, "player")?
///     .set(player_ops::NAME, "loud")?
///     .set(player_ops::VOLUME, 80)?
///     .set(player_ops::MODE, Mode::Shuffle)?
///     .program(player_ops::seek, Some("other_seek"))?;
/// let object = struct_ops::load_object(open)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// `Shadow` when the object has no such instance, `WrongMap` when it is one of another type.
pub fn shadow_of<'a, T: StructOps>(
    object: &'a mut OpenObject,
    map: &str,
) -> Result<ShadowOf<'a, T>, Error> {
    let (shadow, descriptor) = shadow(object, map)?.described()?;
    compare(&T::DESCRIPTOR.name, &[&descriptor.name], map.to_owned())?;
    Ok(ShadowOf {
        shadow,
        differences: differences(T::DESCRIPTOR, &descriptor),
        of: PhantomData,
    })
}

impl<'a, T: StructOps> ShadowOf<'a, T> {
    /// Sets a data member. What values the module accepts is its own matter: it refuses the
    /// others when the instance is attached.
    ///
    /// # Errors
    ///
    /// `Shadow` when the object has the member otherwise than the trait, or not at all, or a
    /// text leaves no room for its end mark.
    pub fn set<V>(
        &mut self,
        member: DataMember<T, V>,
        value: impl IntoMember<V>,
    ) -> Result<&mut Self, Error> {
        self.compare(member.name())?;
        value.set_member(&mut self.shadow, member.name())?;
        Ok(self)
    }

    /// Lets a program implement an op, or none.
    ///
    /// # Errors
    ///
    /// `Shadow` when the object has the op otherwise than the trait, or not at all, when it has
    /// no such program, or the program says in its section that it implements another op.
    pub fn program(&mut self, op: OpMember<T>, program: Option<&str>) -> Result<&mut Self, Error> {
        self.compare(op.name())?;
        self.shadow.set_program(op.name(), program)?;
        Ok(self)
    }

    /// The same instance, with members by name.
    pub fn by_name(&mut self) -> &mut Shadow<'a> {
        &mut self.shadow
    }

    /// Whether the object has a member, and all that it holds, as the trait does.
    fn compare(&self, name: &str) -> Result<(), Error> {
        let held = T::DESCRIPTOR
            .member(name)
            .map_or_else(Vec::new, |member| tags_of(member, T::DESCRIPTOR));
        let found = self
            .differences
            .iter()
            .find(|one| one.name == name || held.contains(&one.name.as_str()));
        let Some(found) = found else { return Ok(()) };
        let side = |side: &Option<String>| match side {
            Some(text) => format!("`{text}`"),
            None => "nothing".to_owned(),
        };
        let (of_trait, of_object) = (side(&found.left), side(&found.right));
        let why = format!("is {of_object} in the object, and {of_trait} in the trait");
        Err(self.shadow.wrong(name, why))
    }
}

/// The structs and enums that a data member holds, at any depth.
fn tags_of<'a>(member: &'a Member, descriptor: &'a Descriptor) -> Vec<&'a str> {
    let MemberKind::Data(ty) = &member.kind else {
        return Vec::new();
    };
    let mut waiting = vec![&ty.base];
    let mut tags: Vec<&str> = Vec::new();
    while let Some(base) = waiting.pop() {
        let (Base::Struct(tag) | Base::Union(tag) | Base::Enum(tag)) = base else {
            continue;
        };
        if tags.contains(&&**tag) {
            continue;
        }
        tags.push(tag);
        let layout = descriptor.structs.iter().find(|layout| layout.tag == *tag);
        let fields = layout.map_or(&[][..], |layout| &layout.fields);
        waiting.extend(fields.iter().map(|field| &field.ty.base));
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;

    #[allow(unreachable_pub, reason = "a trait's module, as a library has it")]
    #[struct_ops]
    mod player {
        #[repr(u32)]
        pub enum Mode {
            Loop = 0,
        }

        pub struct Inner {
            pub mode: Mode,
        }

        pub struct Outer {
            pub inner: [Inner; 2],
        }

        #[ops]
        pub trait PlayerOps {
            const OUTER: Outer;
            const VOLUME: u32 = 50;
            fn play(&self, inner: &Inner) -> i32;
        }
    }

    #[test]
    fn a_member_holds_structs_and_enums_at_any_depth() {
        let tags = |name| {
            let descriptor = player::player_ops::DESCRIPTOR;
            tags_of(descriptor.member(name).unwrap(), descriptor)
        };
        assert_eq!(
            tags("outer"),
            ["player_outer", "player_inner", "player_mode"]
        );
        assert!(tags("volume").is_empty() && tags("play").is_empty());
    }
}
