//! The members of a type as constants: `#[struct_ops]` gives the marker one for each that a
//! program or a loader may set.

mod value;

use core::fmt;
use core::marker::PhantomData;

pub use value::{MemberValue, Room};

use crate::descriptor::{Member, StructOps};

/// A data member of type `V` of the struct_ops type `T`.
///
/// The constant has the identifier of the trait's.
///
/// ```
/// use struct_ops::DataMember;
/// use struct_ops::prelude::*;
///
/// #[struct_ops]
/// trait PlayerOps {
///     const VOLUME: u32 = 50;
///     fn play(&self, track: u32) -> i32;
/// }
///
/// let volume: DataMember<player_ops, u32> = player_ops::VOLUME;
/// assert_eq!(volume.name(), "volume");
/// ```
pub struct DataMember<T, V> {
    name: &'static str,
    of: PhantomData<fn() -> (T, V)>,
}

/// An op of the struct_ops type `T`.
///
/// The constant has the identifier of the trait's method.
///
/// ```
/// use struct_ops::prelude::*;
///
/// #[struct_ops]
/// trait PlayerOps {
///     fn play(&self, track: u32) -> i32;
/// }
///
/// assert_eq!(player_ops::play.name(), "play");
/// let member = player_ops::play.member().map(ToString::to_string);
/// assert_eq!(member.as_deref(), Some("int (*play)(u32 track)"));
/// ```
pub struct OpMember<T> {
    name: &'static str,
    of: PhantomData<fn() -> T>,
}

impl<T, V> DataMember<T, V> {
    /// For `#[struct_ops]`, which knows the member's type.
    #[doc(hidden)]
    pub const fn new(name: &'static str) -> Self {
        let of = PhantomData;
        Self { name, of }
    }

    /// The C name.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

impl<T> OpMember<T> {
    /// For `#[struct_ops]`, which knows that it is an op.
    #[doc(hidden)]
    pub const fn new(name: &'static str) -> Self {
        let of = PhantomData;
        Self { name, of }
    }

    /// The C name.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

impl<T: StructOps, V> DataMember<T, V> {
    /// What the descriptor says of it.
    pub fn member(self) -> Option<&'static Member> {
        T::DESCRIPTOR.member(self.name)
    }
}

impl<T: StructOps> OpMember<T> {
    /// What the descriptor says of it.
    pub fn member(self) -> Option<&'static Member> {
        T::DESCRIPTOR.member(self.name)
    }
}

// Derived, these would ask the same of `T` and `V`, of which a handle holds nothing.

impl<T, V> Clone for DataMember<T, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, V> Copy for DataMember<T, V> {}

impl<T, V> fmt::Debug for DataMember<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DataMember").field(&self.name).finish()
    }
}

impl<T> Clone for OpMember<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for OpMember<T> {}

impl<T> fmt::Debug for OpMember<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OpMember").field(&self.name).finish()
    }
}
