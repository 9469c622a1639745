//! References that change hands.

use core::ops::Deref;

/// A counted reference to a struct of the kernel: an argument that the program must give
/// back, or a result that it hands over.
///
/// In Rust it holds the value itself, so that a policy can be tried without a kernel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ref<T>(T);

impl<T> Ref<T> {
    /// A reference to `value`.
    pub const fn new(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for Ref<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
