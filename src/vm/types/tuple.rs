//! tuple.

use crate::vm::native::NativeType;

/// `tuple`
pub static TUPLE: NativeType = NativeType::new("tuple", "builtins", &[]).value();
