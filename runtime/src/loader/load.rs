//! Opening and loading, with the verifier's words in the error.

use std::mem::MaybeUninit;
use std::path::Path;

use libbpf_rs::skel::{OpenSkel, SkelBuilder};
use libbpf_rs::{Object, ObjectBuilder, OpenObject};

use super::{capability, messages, preflight, support, unnamed};
use crate::btf::kernel::KernelBtf;
use crate::error::{Cause, Error};
use crate::verifier_log;

/// Opens a skeleton that libbpf-cargo made.
///
/// ```no_run
/// use std::mem::MaybeUninit;
///
/// use libbpf_rs::skel::SkelBuilder;
///
/// /// `PlayerSkelBuilder::default()`, as libbpf-cargo makes it.
/// fn run<'obj, B: SkelBuilder<'obj>>(
///     builder: B,
///     storage: &'obj mut MaybeUninit<libbpf_rs::OpenObject>,
/// ) -> Result<(), struct_ops::Error> {
///     let open = struct_ops::open(builder, storage)?;
///     let skel = struct_ops::load(open)?;
///     Ok(())
/// }
/// ```
///
/// # Errors
///
/// `Object`, with what libbpf printed.
pub fn open<'obj, B: SkelBuilder<'obj>>(
    builder: B,
    storage: &'obj mut MaybeUninit<OpenObject>,
) -> Result<B::Output, Error> {
    messages::keep(|| builder.open(storage)).map_err(|failure| refuse("open", failure))
}

/// Loads an opened skeleton: its maps are created, its programs verified. Before that, the
/// members that its instances set are compared with those of the running kernel. A program of
/// an op that no instance names is left out: libbpf alone would refuse the object for it.
///
/// ```no_run
/// use std::mem::MaybeUninit;
///
/// use libbpf_rs::skel::SkelBuilder;
///
/// /// `PlayerSkelBuilder::default()`, as libbpf-cargo makes it.
/// fn run<'obj, B: SkelBuilder<'obj>>(
///     builder: B,
///     storage: &'obj mut MaybeUninit<libbpf_rs::OpenObject>,
/// ) -> Result<(), struct_ops::Error> {
///     let open = struct_ops::open(builder, storage)?;
///     let skel = struct_ops::load(open)?;
///     Ok(())
/// }
/// ```
///
/// # Errors
///
/// `Mismatch` where a member differs, and `TagTaken`; `Verifier` with the program's name and
/// the telling lines; `JitOff` where it needs what only a JIT has; `KernelTooOld`,
/// `TypeNotRegistered` and `MissingCapability` where libbpf itself says little; `Object` for
/// the rest. Call [`check`](crate::check) first: it knows the module and so says more.
pub fn load<'obj, S: OpenSkel<'obj>>(mut skeleton: S) -> Result<S::Output, Error> {
    preflight::check_object(skeleton.open_object())?;
    unnamed::leave_out(skeleton.open_object_mut());
    messages::keep(|| skeleton.load()).map_err(|failure| refuse("load", failure))
}

/// Opens an object file, for tools that have no skeleton.
///
/// ```no_run
/// # fn f() -> Result<(), struct_ops::Error> {
/// let open = struct_ops::open_file("player.bpf.o")?;
/// let object = struct_ops::load_object(open)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// `Object`, with what libbpf printed.
pub fn open_file(path: impl AsRef<Path>) -> Result<OpenObject, Error> {
    messages::keep(|| ObjectBuilder::default().open_file(path))
        .map_err(|failure| refuse("open", failure))
}

/// Loads an opened object, for tools that have no skeleton; it does what [`load`] does.
///
/// ```no_run
/// # fn f() -> Result<(), struct_ops::Error> {
/// let open = struct_ops::open_file("player.bpf.o")?;
/// let object = struct_ops::load_object(open)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of [`load`].
pub fn load_object(mut object: OpenObject) -> Result<Object, Error> {
    preflight::check_object(&object)?;
    unnamed::leave_out(&mut object);
    messages::keep(|| object.load()).map_err(|failure| refuse("load", failure))
}

fn refuse(action: &'static str, (source, log): (libbpf_rs::Error, String)) -> Error {
    let refusal = verifier_log::refusal(&log);
    let absent = verifier_log::absent_type(&log).map(str::to_owned);
    let denied = source.kind() == libbpf_rs::ErrorKind::PermissionDenied;
    // The verifier's EACCES has a log, a missing capability's EPERM has none. Where libbpf
    // may not open the BTF of modules it skips them, and does not find the type.
    if (absent.is_some() || denied && refusal.as_ref().is_none_or(|refusal| !refusal.has_log))
        && let Err(error) = capability::explain_denial("loading the object", absent.is_some())
    {
        return error;
    }
    if let Some(refusal) = refusal {
        let program = refusal.program.to_owned();
        let excerpt = verifier_log::excerpt(refusal.log);
        return if verifier_log::asks_for_jit(refusal.log) {
            Cause::JitOff {
                program,
                excerpt,
                log,
            }
        } else {
            Cause::Verifier {
                program,
                excerpt,
                log,
            }
        }
        .into();
    }
    if let Some(name) = absent {
        return absence(name);
    }
    Cause::Object {
        action,
        source,
        excerpt: verifier_log::last_lines(&log),
        log,
    }
    .into()
}

/// Of which type it is that libbpf did not find: a kernel's or a module's, it does not say.
fn absence(name: String) -> Error {
    let obstacle = |kernel: KernelBtf| support::obstacle(&kernel, &name, true);
    match KernelBtf::load().ok().and_then(obstacle) {
        Some(cause) => cause.into(),
        None => Cause::TypeNotRegistered { name, module: None }.into(),
    }
}
