//! The kernel's error numbers, positive as in C: a fallback is written `-EOPNOTSUPP`.

/// Makes the constants and the table of their names from one list.
macro_rules! errno_table {
    ($($name:ident)*) => {
        /// The constants alone: what the prelude takes from here.
        pub(crate) mod codes {
            pub use libc::{$($name,)* EDEADLOCK, EWOULDBLOCK};

            /// An operation the kernel does not support; kernel-internal, yet it reaches
            /// user space from `struct_ops` (include/linux/errno.h).
            pub const ENOTSUPP: i32 = 524;
        }

        const NAMES: &[(i32, &str)] = &[
            $((libc::$name, stringify!($name)),)*
            (codes::ENOTSUPP, "ENOTSUPP"),
        ];
    };
}

// Order and completeness: include/uapi/asm-generic/errno-base.h (1 to 34), then errno.h
// (35 to 133; 41 and 58 are the aliases EWOULDBLOCK and EDEADLOCK).
errno_table! {
    EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES
    EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY
    ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE
    EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP ENOMSG EIDRM ECHRNG EL2NSYNC
    EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT
    EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM
    EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD
    ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ
    EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP
    EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET
    ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT
    ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM
    ENAVAIL EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED
    EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL EHWPOISON
}

pub use codes::*;

/// The name of an error number, `name(22) == Some("EINVAL")`.
///
/// The number is positive; `None` for one that has no name.
pub fn name(errno: i32) -> Option<&'static str> {
    NAMES
        .iter()
        .find(|(number, _)| *number == errno)
        .map(|(_, name)| *name)
}

/// Name and meaning of an error number, such as ``EINVAL (Invalid argument)``.
#[cfg(feature = "loader")]
pub(crate) fn describe(errno: i32) -> String {
    let Some(name) = name(errno) else {
        return format!("errno {errno}");
    };
    let text = std::io::Error::from_raw_os_error(errno).to_string();
    match text.split_once(" (os error") {
        Some((meaning, _)) if !meaning.starts_with("Unknown") => format!("{name} ({meaning})"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_up_to_133_has_one_name() {
        let aliases = [41, 58];
        for number in (1..=133).filter(|number| !aliases.contains(number)) {
            let names = NAMES.iter().filter(|row| row.0 == number).count();
            assert_eq!(names, 1, "errno {number}");
        }
        assert_eq!(NAMES.len(), 133 - aliases.len() + 1);
    }

    #[test]
    fn numbers_are_the_kernel_s() {
        let rows = [
            (codes::EPERM, 1, "EPERM"),
            (codes::ERANGE, 34, "ERANGE"),
            (codes::EDEADLK, 35, "EDEADLK"),
            (codes::EOPNOTSUPP, 95, "EOPNOTSUPP"),
            (codes::EHWPOISON, 133, "EHWPOISON"),
            (codes::ENOTSUPP, 524, "ENOTSUPP"),
        ];
        for (constant, number, text) in rows {
            assert_eq!(constant, number);
            assert_eq!(name(number), Some(text));
        }
        assert_eq!(name(0), None);
        assert_eq!(name(-22), None);
    }

    #[cfg(feature = "loader")]
    #[test]
    fn describes_with_the_meaning_where_libc_knows_it() {
        assert_eq!(describe(22), "EINVAL (Invalid argument)");
        assert_eq!(describe(524), "ENOTSUPP");
        assert_eq!(describe(9999), "errno 9999");
    }
}
