//! libbpf's BTF: what was parsed, and its types one by one.

use std::ffi::{CStr, CString, c_void};
use std::io;
use std::ops::Range;
use std::ptr::NonNull;
use std::rc::Rc;

/// Bytes that are read of a name: the kernel takes none that is as long
/// (`btf_name_valid_identifier`), and a file may repeat a long one a million times.
pub(crate) const NAME_MOST: usize = 512;

/// A parsed BTF; freed on drop, before the base that it was split from.
pub(crate) struct RawBtf {
    ptr: NonNull<libbpf_sys::btf>,
    base: Option<Rc<RawBtf>>,
}

/// The head of a type.
#[derive(Clone, Copy)]
pub(crate) struct Head<'a> {
    /// `BTF_KIND_…`.
    pub(crate) kind: u32,
    /// The size in bytes, or the id of another type, by kind.
    pub(crate) size_or_type: u32,
    /// Members, parameters or enumerators.
    count: usize,
    flag: bool,
    name: u32,
    ty: &'a libbpf_sys::btf_type,
    btf: &'a RawBtf,
}

/// A member, a parameter or an enumerator.
pub(crate) struct Entry {
    pub(crate) name: String,
    /// The id of its type; of enumerators, nothing.
    pub(crate) ty: u32,
    /// Of a member, its offset in bits; of an enumerator, its value.
    pub(crate) value: i64,
    /// Of a member, the width of a bitfield; 0 for others.
    pub(crate) bits: u32,
}

impl RawBtf {
    /// The BTF of the running kernel's vmlinux.
    pub(crate) fn load_vmlinux() -> io::Result<Self> {
        // SAFETY: takes no argument; the result is owned by the caller.
        Self::own(unsafe { libbpf_sys::btf__load_vmlinux_btf() }, None)
    }

    /// The BTF of a loaded module, split from the one of vmlinux.
    pub(crate) fn load_module(name: &CStr, vmlinux: &Rc<Self>) -> io::Result<Self> {
        // SAFETY: `name` ends with NUL, `vmlinux` is alive and kept so.
        let ptr = unsafe { libbpf_sys::btf__load_module_btf(name.as_ptr(), vmlinux.ptr.as_ptr()) };
        Self::own(ptr, Some(vmlinux))
    }

    /// The BTF of that id, which takes `CAP_SYS_ADMIN`, split from the one of vmlinux.
    pub(crate) fn load_by_id(id: u32, vmlinux: &Rc<Self>) -> io::Result<Self> {
        // SAFETY: `vmlinux` is alive and kept so.
        let ptr =
            unsafe { libbpf_sys::btf__load_from_kernel_by_id_split(id, vmlinux.ptr.as_ptr()) };
        Self::own(ptr, Some(vmlinux))
    }

    /// Calls `f` with the BTF of an object, open or loaded; `None` where it has none.
    #[cfg(feature = "loader")]
    pub(crate) fn of_object<O, T>(object: &O, f: impl FnOnce(&Self) -> T) -> Option<T>
    where
        O: libbpf_rs::AsRawLibbpf<LibbpfType = libbpf_sys::bpf_object>,
    {
        // SAFETY: the object is alive, and so is its BTF for as long as it is borrowed.
        let ptr = unsafe { libbpf_sys::bpf_object__btf(object.as_libbpf_object().as_ptr()) };
        // The object frees it.
        let borrowed = std::mem::ManuallyDrop::new(Self {
            ptr: NonNull::new(ptr)?,
            base: None,
        });
        Some(f(&borrowed))
    }

    /// The size of a type in bytes; `None` where it has none.
    pub(crate) fn size_of(&self, id: u32) -> Option<usize> {
        // SAFETY: `self.ptr` is a live BTF; a negative errno for an id that has no size.
        let size = unsafe { libbpf_sys::btf__resolve_size(self.ptr.as_ptr(), id) };
        usize::try_from(size).ok()
    }

    /// Parses bytes, split from `base` where there is one; libbpf checks them and keeps a copy.
    pub(crate) fn parse(data: &[u8], base: Option<&Rc<Self>>) -> io::Result<Self> {
        let size = u32::try_from(data.len())
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "too large for BTF"))?;
        let base_ptr = base.map_or(std::ptr::null_mut(), |base| base.ptr.as_ptr());
        // SAFETY: `data` is readable for `size` bytes and copied; the base is NULL or alive.
        let ptr =
            unsafe { libbpf_sys::btf__new_split(data.as_ptr().cast::<c_void>(), size, base_ptr) };
        Self::own(ptr, base)
    }

    /// Gives ids of a distilled base those of the real one.
    pub(crate) fn relocate(mut self, base: &Rc<Self>) -> io::Result<Self> {
        // SAFETY: both are alive; the split BTF refers to `base` from here on.
        let ret = unsafe { libbpf_sys::btf__relocate(self.ptr.as_ptr(), base.ptr.as_ptr()) };
        if ret < 0 {
            return Err(io::Error::from_raw_os_error(-ret));
        }
        self.base = Some(Rc::clone(base));
        Ok(self)
    }

    /// The ids of the types that are its own, not its base's.
    pub(crate) fn own_ids(&self) -> Range<u32> {
        self.base.as_ref().map_or(1, |base| base.count())..self.count()
    }

    /// The ids of its base's types.
    pub(crate) fn base_ids(&self) -> Range<u32> {
        1..self.own_ids().start
    }

    /// Whether it was split from another.
    pub(crate) fn is_split(&self) -> bool {
        self.base.is_some()
    }

    /// For libbpf's other functions on BTF; not to be changed or freed.
    pub(super) fn as_ptr(&self) -> *const libbpf_sys::btf {
        self.ptr.as_ptr()
    }

    fn count(&self) -> u32 {
        // SAFETY: `self.ptr` is a live BTF.
        unsafe { libbpf_sys::btf__type_cnt(self.ptr.as_ptr()) }
    }

    /// A type, here or in the base; `None` for an id that is in neither, and for void.
    pub(crate) fn head(&self, id: u32) -> Option<Head<'_>> {
        if id == 0 {
            return None;
        }
        // SAFETY: `self.ptr` is a live BTF; NULL for an id out of range, else a type of it,
        // which lives as long as `self`: nothing here changes a BTF after it was parsed.
        let ty = unsafe { libbpf_sys::btf__type_by_id(self.ptr.as_ptr(), id).as_ref() }?;
        // SAFETY: both fields of the union are a u32.
        let size_or_type = unsafe { ty.__bindgen_anon_1.size };
        Some(Head {
            kind: (ty.info >> 24) & 0x1f,
            size_or_type,
            count: usize::try_from(ty.info & 0xffff).ok()?,
            flag: ty.info >> 31 == 1,
            name: ty.name_off,
            ty,
            btf: self,
        })
    }

    /// The id of a struct, here or in the base.
    pub(crate) fn find_struct(&self, tag: &str) -> Option<u32> {
        self.find(tag, libbpf_sys::BTF_KIND_STRUCT)
    }

    /// The id of the function of that name.
    #[cfg(feature = "loader")]
    pub(crate) fn find_function(&self, name: &str) -> Option<u32> {
        self.find(name, libbpf_sys::BTF_KIND_FUNC)
    }

    fn find(&self, name: &str, kind: u32) -> Option<u32> {
        let name = CString::new(name).ok()?;
        // SAFETY: `self.ptr` is a live BTF, `name` ends with NUL; nothing is kept.
        let id =
            unsafe { libbpf_sys::btf__find_by_name_kind(self.ptr.as_ptr(), name.as_ptr(), kind) };
        u32::try_from(id).ok().filter(|id| *id > 0)
    }

    fn text(&self, offset: u32) -> String {
        String::from_utf8_lossy(self.bytes(offset)).into_owned()
    }

    /// A name, or the first [`NAME_MOST`] bytes of it.
    fn bytes(&self, offset: u32) -> &[u8] {
        // SAFETY: `self.ptr` is a live BTF; NULL for an offset out of range.
        let text = unsafe { libbpf_sys::btf__name_by_offset(self.ptr.as_ptr(), offset) };
        let Some(text) = NonNull::new(text.cast_mut()) else {
            return &[];
        };
        // SAFETY: libbpf's strings end with NUL, and nothing is read beyond it.
        let length = unsafe { libc::strnlen(text.as_ptr(), NAME_MOST) };
        // SAFETY: as many bytes were just read; they live as long as `self.ptr`.
        unsafe { std::slice::from_raw_parts(text.as_ptr().cast(), length) }
    }

    fn own(ptr: *mut libbpf_sys::btf, base: Option<&Rc<Self>>) -> io::Result<Self> {
        // libbpf 1.x returns NULL and sets errno.
        let ptr = NonNull::new(ptr).ok_or_else(io::Error::last_os_error)?;
        Ok(Self {
            ptr,
            base: base.map(Rc::clone),
        })
    }
}

impl Drop for RawBtf {
    fn drop(&mut self) {
        // SAFETY: `self.ptr` came from libbpf, is owned, and is not used again; the base is
        // dropped after this.
        unsafe { libbpf_sys::btf__free(self.ptr.as_ptr()) };
    }
}

impl Head<'_> {
    /// Whether the name begins where a text does: behind the end of another.
    pub(crate) fn has_whole_name(&self) -> bool {
        let before = self.name.checked_sub(1);
        before.is_none_or(|before| self.btf.bytes(before).is_empty())
    }

    /// The type's name; empty for an anonymous one.
    pub(crate) fn name(&self) -> String {
        self.btf.text(self.name)
    }

    /// Whether the name is that; no copy is made.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.btf.bytes(self.name) == name.as_bytes()
    }

    /// How many members, parameters or enumerators there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Of an integer: `BTF_INT_SIGNED`, `BTF_INT_CHAR`, `BTF_INT_BOOL`.
    pub(crate) fn encoding(&self) -> u32 {
        // A u32 follows the head of an integer.
        let word = self.trailing::<u32>(1);
        word.first().map_or(0, |word| (word >> 24) & 0xf)
    }

    /// Of an array: the id of its element, and how many.
    pub(crate) fn array(&self) -> Option<(u32, u32)> {
        let array = self.trailing::<libbpf_sys::btf_array>(1).first()?;
        Some((array.type_, array.nelems))
    }

    /// Of an enum: whether its values are signed.
    pub(crate) fn is_signed(&self) -> bool {
        self.flag
    }

    /// Of a struct or union: its members.
    pub(crate) fn members(&self) -> Vec<Entry> {
        let entry = |member: &libbpf_sys::btf_member| Entry {
            name: self.btf.text(member.name_off),
            ty: member.type_,
            value: i64::from(if self.flag {
                member.offset & 0x00ff_ffff
            } else {
                member.offset
            }),
            bits: if self.flag { member.offset >> 24 } else { 0 },
        };
        self.trailing(self.count).iter().map(entry).collect()
    }

    /// Of a function's prototype: its parameters.
    pub(crate) fn params(&self) -> Vec<Entry> {
        let entry = |param: &libbpf_sys::btf_param| Entry {
            name: self.btf.text(param.name_off),
            ty: param.type_,
            value: 0,
            bits: 0,
        };
        self.trailing(self.count).iter().map(entry).collect()
    }

    /// Of an enum: its enumerators.
    pub(crate) fn enumerators(&self) -> Vec<Entry> {
        let entry = |name, value| Entry {
            name: self.btf.text(name),
            ty: 0,
            value,
            bits: 0,
        };
        if self.kind == libbpf_sys::BTF_KIND_ENUM64 {
            let wide = |one: &libbpf_sys::btf_enum64| {
                let value = u64::from(one.val_hi32) << 32 | u64::from(one.val_lo32);
                entry(one.name_off, value.cast_signed())
            };
            return self.trailing(self.count).iter().map(wide).collect();
        }
        let narrow = |one: &libbpf_sys::btf_enum| {
            let value = if self.flag {
                i64::from(one.val)
            } else {
                i64::from(one.val.cast_unsigned())
            };
            entry(one.name_off, value)
        };
        self.trailing(self.count).iter().map(narrow).collect()
    }

    /// What follows the head: `count` records whose layout the kind decides. Callers have
    /// matched the kind.
    fn trailing<T: Record>(&self, count: usize) -> &[T] {
        if !T::KINDS.contains(&self.kind) {
            return &[];
        }
        let first = std::ptr::from_ref(self.ty).wrapping_add(1).cast::<T>();
        // SAFETY: libbpf has checked when parsing that as many records of this kind follow
        // (`btf_type_size` and `btf_parse_type_sec`); all are plain u32s, aligned to four.
        unsafe { std::slice::from_raw_parts(first, count) }
    }
}

/// `libbpf_set_print` without a callback.
pub(crate) fn silence() {
    // SAFETY: libbpf takes NULL for silence.
    unsafe { libbpf_sys::libbpf_set_print(None) };
}

/// A record that follows the heads of some kinds.
trait Record {
    /// Those kinds.
    const KINDS: &'static [u32];
}

impl Record for u32 {
    const KINDS: &'static [u32] = &[libbpf_sys::BTF_KIND_INT];
}

impl Record for libbpf_sys::btf_array {
    const KINDS: &'static [u32] = &[libbpf_sys::BTF_KIND_ARRAY];
}

impl Record for libbpf_sys::btf_member {
    const KINDS: &'static [u32] = &[libbpf_sys::BTF_KIND_STRUCT, libbpf_sys::BTF_KIND_UNION];
}

impl Record for libbpf_sys::btf_param {
    const KINDS: &'static [u32] = &[libbpf_sys::BTF_KIND_FUNC_PROTO];
}

impl Record for libbpf_sys::btf_enum {
    const KINDS: &'static [u32] = &[libbpf_sys::BTF_KIND_ENUM];
}

impl Record for libbpf_sys::btf_enum64 {
    const KINDS: &'static [u32] = &[libbpf_sys::BTF_KIND_ENUM64];
}
