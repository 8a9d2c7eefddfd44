//! The builtin functions.

use super::native::Native;

/// All of them.
pub static FUNCTIONS: &[Native] = &[];

/// The builtin types that have no variant of `Value`.
pub static TYPES: &[&super::native::NativeType] = &[];
