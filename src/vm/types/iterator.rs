//! Iterators of builtin types.

use crate::vm::native::NativeType;

/// `iterator`
pub static ITERATOR: NativeType = NativeType::new("iterator", "builtins", &[]);
