//! Layouts of the structs and enums that a type's members lead to.

use std::borrow::Cow;

use super::CType;

/// A struct or union of the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructLayout {
    /// The tag.
    pub tag: Cow<'static, str>,
    /// Its size in bytes.
    pub size: u32,
    /// Its fields in order.
    pub fields: Cow<'static, [FieldLayout]>,
}

/// A field of a struct or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldLayout {
    /// Its name.
    pub name: Cow<'static, str>,
    /// Its type.
    pub ty: CType,
    /// Its offset in bytes.
    pub offset: u32,
}

/// An enum of the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumLayout {
    /// The tag.
    pub tag: Cow<'static, str>,
    /// Its enumerators in order.
    pub enumerators: Cow<'static, [Enumerator]>,
}

/// An enumerator and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enumerator {
    /// Its name.
    pub name: Cow<'static, str>,
    /// Its value.
    pub value: i64,
}
