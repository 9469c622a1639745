//! What the error number of a refused instance means.

use super::linux;
use crate::errno;

/// Who gave an error number, so that it means what it means to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refuser {
    /// A module that was generated.
    Generated,
    /// Linux itself, or a module that somebody wrote.
    Other,
}

impl Refuser {
    /// Whether the number says more of an attach than its name does.
    pub(crate) fn explains(self, tag: &str, errno: i32) -> bool {
        self == Self::Other && linux::find(tag, false, errno).is_some()
    }
}

/// Name and meaning of an error number for an instance of the type `tag`.
pub(super) fn meaning(tag: &str, update: bool, errno: i32, refuser: Refuser) -> String {
    if refuser == Refuser::Generated {
        return describe(errno);
    }
    match (errno::name(errno), linux::find(tag, update, errno)) {
        (Some(name), Some(row)) => format!("{name} ({})", row.meaning),
        _ => errno::describe(errno),
    }
}

/// What generated modules refuse an instance with, from `reg`, `validate` or `init_member`.
///
/// Source: templates/kmod/type.c.hbs, one.c.hbs and many.c.hbs, and
/// generator/src/target/kmod/data.rs. EBUSY is missing, and EEXIST where the type takes one
/// instance: they are [`AlreadyAttached`](super::ErrorKind::AlreadyAttached).
const MEANINGS: &[(i32, &str)] = &[
    (
        errno::EOPNOTSUPP,
        "the type requires a link: SEC(\".struct_ops.link\")",
    ),
    (errno::ENODATA, "a required op or data member is not set"),
    (errno::ERANGE, "a data member is out of its range"),
    (
        errno::EDOM,
        "a data member has a value that its type or its flags exclude",
    ),
    (errno::ENAMETOOLONG, "a text member has no end mark"),
    (errno::EPERM, "a member of the kernel's own is not zero"),
    (errno::EEXIST, "another instance has the key"),
    (errno::EALREADY, "the same map is attached already"),
    (errno::EXDEV, "an update must keep the key"),
];

/// Name and meaning of an error number that a module gave; libc's meaning for a number that
/// generated modules do not use.
fn describe(errno: i32) -> String {
    let meaning = MEANINGS.iter().find(|(number, _)| *number == errno);
    match (errno::name(errno), meaning) {
        (Some(name), Some((_, meaning))) => format!("{name} ({meaning})"),
        _ => errno::describe(errno),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translates_what_modules_refuse_with() {
        let rows = [
            (95, "EOPNOTSUPP (the type requires a link: "),
            (61, "ENODATA (a required op or data member is not set)"),
            (34, "ERANGE (a data member is out of its range)"),
            (33, "EDOM (a data member has a value that "),
            (36, "ENAMETOOLONG (a text member has no end mark)"),
            (1, "EPERM (a member of the kernel's own is not zero)"),
            (17, "EEXIST (another instance has the key)"),
            (114, "EALREADY (the same map is attached already)"),
            (18, "EXDEV (an update must keep the key)"),
        ];
        assert_eq!(rows.len(), MEANINGS.len());
        for (number, start) in rows {
            assert!(describe(number).starts_with(start), "{number}");
        }
    }

    #[test]
    fn leaves_the_rest_to_libc() {
        assert_eq!(describe(22), "EINVAL (Invalid argument)");
        assert_eq!(describe(9999), "errno 9999");
    }
}
