//! Values of data members, laid out as C does.

/// A value that a data member can hold.
///
/// Numbers, `bool` and arrays have it; `#[struct_ops]` implements it for the enums and
/// structs that a module form declares and a data member holds.
///
/// ```
/// use struct_ops::MemberValue as _;
/// use struct_ops::prelude::*;
///
/// #[struct_ops]
/// mod player {
///     pub struct Balance {
///         pub left: u8,
///         pub right: u16,
///     }
///
///     #[ops]
///     pub trait PlayerOps {
///         const BALANCE: Balance;
///         fn play(&self, track: u32) -> i32;
///     }
/// }
///
/// // Padding is zero, which the kernel insists on.
/// let bytes = player::Balance { left: 1, right: 2 }.to_bytes();
/// assert_eq!(bytes, [1, 0, 2, 0]);
/// ```
pub trait MemberValue {
    /// `sizeof` the C type.
    const SIZE: usize;

    /// Puts the parts of the value to their places in a room of [`SIZE`](Self::SIZE) bytes.
    fn lay_out(&self, room: &mut Room<'_>);

    /// The bytes of the value.
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![0; Self::SIZE];
        self.lay_out(&mut Room { bytes: &mut bytes });
        bytes
    }
}

/// The room of a value in an instance; zero where nothing was put.
pub struct Room<'a> {
    bytes: &'a mut [u8],
}

impl Room<'_> {
    /// Puts a part of the value, so many bytes from its start. A part that would end outside
    /// of the room is left out.
    pub fn put<V: MemberValue>(&mut self, offset: usize, part: &V) {
        let end = offset.saturating_add(V::SIZE);
        if let Some(bytes) = self.bytes.get_mut(offset..end) {
            part.lay_out(&mut Room { bytes });
        }
    }

    fn fill(&mut self, bytes: &[u8]) {
        for (to, from) in self.bytes.iter_mut().zip(bytes) {
            *to = *from;
        }
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl MemberValue for $number {
            const SIZE: usize = size_of::<Self>();

            fn lay_out(&self, room: &mut Room<'_>) {
                room.fill(&self.to_ne_bytes());
            }
        }
    )*};
}

numbers!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize);

impl MemberValue for bool {
    const SIZE: usize = 1;

    fn lay_out(&self, room: &mut Room<'_>) {
        room.fill(&[u8::from(*self)]);
    }
}

impl<V: MemberValue, const N: usize> MemberValue for [V; N] {
    const SIZE: usize = N * V::SIZE;

    fn lay_out(&self, room: &mut Room<'_>) {
        for (index, element) in self.iter().enumerate() {
            room.put(index * V::SIZE, element);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_the_machine_has_them() {
        assert_eq!(0x0102_u16.to_bytes(), 0x0102_u16.to_ne_bytes());
        assert_eq!((-1_i64).to_bytes(), [255; 8]);
        assert_eq!(true.to_bytes(), [1]);
        assert_eq!([[1_u8, 2], [3, 4]].to_bytes(), [1, 2, 3, 4]);
        assert_eq!([1_u16, 0].to_bytes().len(), 4);
    }

    #[test]
    fn a_part_outside_of_its_room_is_left_out() {
        struct Wrong;
        impl MemberValue for Wrong {
            const SIZE: usize = 2;

            fn lay_out(&self, room: &mut Room<'_>) {
                room.put(0, &7_u8);
                room.put(1, &7_u16);
                room.put(usize::MAX, &7_u8);
            }
        }
        assert_eq!(Wrong.to_bytes(), [7, 0]);
    }
}
