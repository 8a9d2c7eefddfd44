//! set and frozenset.

use crate::vm::native::NativeType;

/// `set`
pub static SET: NativeType = NativeType::new("set", "builtins", &[]).value();

/// `frozenset`
pub static FROZENSET: NativeType = NativeType::new("frozenset", "builtins", &[]).value();
