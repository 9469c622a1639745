//! `#[buffer(len)]`: a pointer whose length is in another argument.

use syn::spanned::Spanned;
use syn::{Attribute, FnArg, PatType, Signature};

use crate::diagnostic::Diagnostics;
use crate::interface::{Arg, Buffer, Pointee, Type};
use crate::rules;

/// Bytes of a buffer that the BPF stub reads unless `max = N` says otherwise: with
/// the other locals this stays far below the 512 bytes of a program's stack
/// (`MAX_BPF_STACK` in include/linux/filter.h).
const DEFAULT: u32 = 64;

/// The most bytes of a copy: half of a program's stack.
const MOST: u32 = 256;

/// `#[buffer(len)]`, `#[buffer(len, max = 64)]`.
pub(super) fn parse_buffer(
    attribute: &Attribute,
    ty: &Type,
    found: &mut Diagnostics,
) -> Option<Buffer> {
    let bytes = match ty {
        Type::Pointer {
            pointee: Pointee::Scalar(scalar),
            ..
        } => scalar.bits() / 8,
        _ => 1,
    };
    let parsed = attribute.parse_args_with(|input: syn::parse::ParseStream<'_>| {
        let len: syn::Ident = input.parse()?;
        if input.is_empty() {
            return Ok((len, None));
        }
        input.parse::<syn::Token![,]>()?;
        let key: syn::Ident = input.parse()?;
        input.parse::<syn::Token![=]>()?;
        let max: syn::LitInt = input.parse()?;
        if key != "max" || !input.is_empty() {
            return Err(input.error("expected `max`"));
        }
        Ok((len, Some(max.base10_parse()?)))
    });
    match parsed {
        Ok((len, None)) => Some(Buffer {
            len,
            max: DEFAULT / bytes,
        }),
        Ok((len, Some(max))) if (1..=MOST / bytes).contains(&max) => Some(Buffer { len, max }),
        _ => {
            let most = (MOST / bytes).to_string();
            found.push(&rules::BUFFER_FORM, attribute.span(), &[("most", &most)]);
            None
        }
    }
}

/// Reports buffers that are no pointers to elements, or whose length is nowhere.
pub(super) fn check_buffers(signature: &Signature, args: &[Arg], found: &mut Diagnostics) {
    let bytes: u32 = args.iter().map(copied_bytes).sum();
    if bytes > MOST {
        let words = [("bytes", &*bytes.to_string()), ("most", &*MOST.to_string())];
        found.push(&rules::BUFFER_STACK, signature.ident.span(), &words);
    }
    let typed = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    });
    for (arg, typed) in args.iter().zip(typed) {
        check_buffer(arg, typed, args.iter(), found);
    }
}

/// Reports a buffer that is no pointer to elements, or whose length is nowhere.
pub(super) fn check_buffer<'a>(
    arg: &Arg,
    typed: &PatType,
    mut all: impl Iterator<Item = &'a Arg>,
    found: &mut Diagnostics,
) {
    let Some(buffer) = &arg.buffer else { return };
    if !matches!(
        arg.ty,
        Type::Pointer {
            pointee: Pointee::Scalar(_),
            ..
        }
    ) {
        let name = arg.ident.to_string();
        found.push(&rules::BUFFER_TYPE, typed.ty.span(), &[("name", &name)]);
    }
    if !all.any(|other| other.ident == buffer.len && other.ty.is_integer()) {
        let len = buffer.len.to_string();
        found.push(&rules::BUFFER_LENGTH, buffer.len.span(), &[("len", &len)]);
    }
}

/// What the stub's copy of a buffer takes of a program's stack.
fn copied_bytes(arg: &Arg) -> u32 {
    match (&arg.buffer, &arg.ty) {
        (
            Some(buffer),
            Type::Pointer {
                pointee: Pointee::Scalar(scalar),
                ..
            },
        ) => buffer.max * scalar.bits() / 8,
        _ => 0,
    }
}
