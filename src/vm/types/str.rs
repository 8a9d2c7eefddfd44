//! str.

use crate::vm::native::NativeType;

/// `str`
pub static STR: NativeType = NativeType::new("str", "builtins", &[]).value();
